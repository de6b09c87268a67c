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
 * Settings of provisioning.
 *
 * @param enabled Whether to ensure the devices at the start of the application.
 * @param devices Devices to ensure, by a name of your choice. Each needs a serial.
 * Settings that are not set stay unchanged, but a stream without a type is numeric.
 * @since 0.1.0
 */
@ConfigurationProperties(value = "m2x.provisioning", ignoreUnknownFields = false)
public record M2xProvisioningProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue Map<String, DeviceProperties> devices) {

	/**
	 * Settings of a device.
	 *
	 * @param client Name of the client whose account has the device.
	 * @param serial Serial of the device, unique within the account.
	 * @param name Name of the device. A new device is called like its serial if not set.
	 * @param description Description of the device.
	 * @param visibility Who can see the device. A new device is private if not set.
	 * @param status Whether the device is in use.
	 * @param tags Tags that the device has, among others.
	 * @param metadata Fields of the metadata that the device has, among others.
	 * @param streams Streams that the device has, among others, by name.
	 */
	public record DeviceProperties(@DefaultValue("default") String client, @Nullable String serial,
			@Nullable String name, @Nullable String description, @Nullable Visibility visibility,
			@Nullable ResourceStatus status, @DefaultValue List<String> tags,
			@DefaultValue Map<String, String> metadata, @DefaultValue Map<String, StreamProperties> streams) {

	}

	/**
	 * Settings of a stream.
	 *
	 * @param type What the stream holds, which can't be changed later. A stream that
	 * exists must have this type, also if it is not set.
	 * @param displayName Name for people.
	 * @param unit Unit of the values.
	 */
	public record StreamProperties(@DefaultValue("numeric") StreamType type, @Nullable String displayName,
			@DefaultValue UnitProperties unit) {

		/**
		 * Create the settings of a stream that has nothing but a type. The binding of the
		 * properties calls this by reflection.
		 * @param type the type, numeric if empty
		 * @return the settings
		 */
		public static StreamProperties valueOf(String type) {
			return new StreamProperties(
					type.isBlank() ? StreamType.NUMERIC : StreamType.valueOf(type.strip().toUpperCase(Locale.ROOT)),
					null, new UnitProperties(null, null));
		}

	}

	/**
	 * Settings of a unit.
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
