package io.m2x.spring.boot.autoconfigure.provisioning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.DeviceDefinition;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;
import io.m2x.spring.boot.M2xClients;
import io.m2x.spring.boot.autoconfigure.provisioning.M2xProvisioningProperties.DeviceProperties;
import io.m2x.spring.boot.autoconfigure.provisioning.M2xProvisioningProperties.StreamProperties;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;
import io.m2x.spring.boot.provisioning.ProvisionedDevice;

/**
 * Reads devices from properties and rejects values that M2X would refuse.
 */
final class ConfiguredDevices {

	private static final Pattern METADATA_FIELD = Pattern.compile("[a-z][a-z0-9_]{0,249}");

	private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_.-]+");

	private final M2xClients clients;

	private final Map<String, String> properties = new HashMap<>();

	ConfiguredDevices(M2xClients clients) {
		this.clients = clients;
	}

	List<ProvisionedDevice> read(M2xProvisioningProperties properties) {
		List<ProvisionedDevice> devices = new ArrayList<>();
		properties.devices().forEach((name, settings) -> devices.add(read(name, settings)));
		return devices;
	}

	private ProvisionedDevice read(String name, DeviceProperties settings) {
		String prefix = "m2x.provisioning.devices." + name;
		M2xClient client = this.clients.get(settings.client());
		String serial = M2xPropertyChecks.text(prefix + ".serial", settings.serial());
		if (serial == null) {
			throw M2xConfigurationErrors.missingSerial(prefix + ".serial", name);
		}
		String otherProperty = this.properties.putIfAbsent(settings.client() + " " + serial, prefix + ".serial");
		if (otherProperty != null) {
			throw M2xConfigurationErrors.unusableValue(prefix + ".serial", serial,
					"it is the serial of another device, which '" + otherProperty + "' names", "GH-2");
		}
		return new ProvisionedDevice(name, client, DeviceRef.serial(serial), definition(prefix, settings));
	}

	private static DeviceDefinition definition(String prefix, DeviceProperties settings) {
		DeviceDefinition definition = DeviceDefinition.any();
		if (settings.name() != null) {
			check(!settings.name().isBlank(), prefix + ".name", settings.name(), "it is empty", "Greenhouse 1");
			definition = definition.name(settings.name());
		}
		if (settings.description() != null) {
			definition = definition.description(settings.description());
		}
		if (settings.visibility() != null) {
			check(settings.visibility() != Visibility.UNKNOWN, prefix + ".visibility", settings.visibility(),
					"it must be private or public", "private");
			definition = definition.visibility(settings.visibility());
		}
		if (settings.status() != null) {
			check(settings.status() != ResourceStatus.UNKNOWN, prefix + ".status", settings.status(),
					"it must be enabled or disabled", "enabled");
			definition = definition.status(settings.status());
		}
		for (String tag : settings.tags()) {
			check(!tag.isBlank() && tag.indexOf(',') < 0, prefix + ".tags", tag,
					"a tag must not be empty or hold a comma", "[ greenhouse, pilot ]");
			definition = definition.tags(tag);
		}
		for (Map.Entry<String, String> field : settings.metadata().entrySet()) {
			check(METADATA_FIELD.matcher(field.getKey()).matches(), prefix + ".metadata", field.getKey(),
					"the name of a field is a lowercase letter followed by lowercase letters, digits and _",
					"{ room_name: cold }");
			definition = definition.metadata(field.getKey(), field.getValue());
		}
		for (Map.Entry<String, StreamProperties> stream : settings.streams().entrySet()) {
			check(STREAM.matcher(stream.getKey()).matches(), prefix + ".streams", stream.getKey(),
					"the name of a stream has letters, digits, _, - and . only", "{ temperature: numeric }");
			definition = definition.stream(stream.getKey(),
					stream(prefix + ".streams." + stream.getKey(), stream.getValue()));
		}
		return definition;
	}

	private static StreamDefinition stream(String prefix, StreamProperties settings) {
		check(settings.type() != StreamType.UNKNOWN, prefix + ".type", settings.type(),
				"it must be numeric or alphanumeric", "numeric");
		StreamDefinition definition = (settings.type() == StreamType.ALPHANUMERIC) ? StreamDefinition.alphanumeric()
				: StreamDefinition.numeric();
		definition = definition.withDisplayName(settings.displayName());
		@Nullable String label = settings.unit().label();
		@Nullable String symbol = settings.unit().symbol();
		return (label != null || symbol != null) ? definition.withUnit(label, symbol) : definition;
	}

	private static void check(boolean valid, String property, Object value, String rule, String example) {
		if (!valid) {
			throw M2xConfigurationErrors.unusableValue(property, value, rule, example);
		}
	}

}
