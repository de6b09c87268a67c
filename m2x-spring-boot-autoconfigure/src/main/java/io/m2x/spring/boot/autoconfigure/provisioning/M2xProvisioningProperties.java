package io.m2x.spring.boot.autoconfigure.provisioning;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.StreamType;

/**
 * Properties of provisioning.
 *
 * @param enabled Whether to provision the configured devices at startup.
 * @param devices Devices to provision, by a name of your choice. Each needs a serial.
 * Other attributes are changed only if they are set, but a stream without a type is
 * numeric.
 * @since 0.1.0
 */
@ConfigurationProperties(value = "m2x.provisioning", ignoreUnknownFields = false)
public record M2xProvisioningProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue Map<String, DeviceProperties> devices) {

	/**
	 * Properties of a device.
	 *
	 * @param client Name of the client whose account has the device.
	 * @param serial Serial of the device, unique within the account.
	 * @param name Name of the device. If not set, a new device is named like its serial.
	 * @param description Description of the device.
	 * @param visibility Who can see the device. If not set, a new device is private.
	 * @param status Whether the device is in use.
	 * @param tags Tags to add to the device.
	 * @param metadata Fields to set in the metadata of the device.
	 * @param streams Streams of the device to create or update, by name.
	 */
	public record DeviceProperties(@DefaultValue("default") String client, @Nullable String serial,
			@Nullable String name, @Nullable String description, @Nullable Visibility visibility,
			@Nullable ResourceStatus status, @DefaultValue List<String> tags,
			@DefaultValue Map<String, String> metadata, @DefaultValue Map<String, StreamProperties> streams) {

	}

	/**
	 * Properties of a stream.
	 *
	 * @param type Type of the values. It can't be changed later. An existing stream must
	 * have this type, also if it is not set.
	 * @param displayName Name to display.
	 * @param unit Unit of the values.
	 */
	public record StreamProperties(@DefaultValue("numeric") StreamType type, @Nullable String displayName,
			@DefaultValue UnitProperties unit) {

		/**
		 * Create the properties of a stream from its type alone. Called by reflection
		 * when properties are bound.
		 * @param type the type. Numeric if empty
		 * @return the properties
		 */
		public static StreamProperties valueOf(String type) {
			return new StreamProperties(
					type.isBlank() ? StreamType.NUMERIC : StreamType.valueOf(type.strip().toUpperCase(Locale.ROOT)),
					null, new UnitProperties(null, null));
		}

	}

	/**
	 * Properties of a unit.
	 *
	 * @param label Name of the unit, such as degree Celsius.
	 * @param symbol Symbol of the unit, such as °C.
	 */
	public record UnitProperties(@Nullable String label, @Nullable String symbol) {

	}

	/**
	 * Keeps the short form of a stream in native images.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection()
				.registerMethod(ClassUtils.getMethod(StreamProperties.class, "valueOf", String.class),
						ExecutableMode.INVOKE);
		}

	}

}
