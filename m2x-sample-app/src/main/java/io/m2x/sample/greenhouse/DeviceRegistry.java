package io.m2x.sample.greenhouse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.streams.StreamDefinition;

/**
 * Registers the device of a greenhouse with its streams and location.
 */
@Component
class DeviceRegistry {

	private final M2xDevices devices;

	private final M2xStreams streams;

	private final M2xLocations locations;

	DeviceRegistry(M2xDevices devices, M2xStreams streams, M2xLocations locations) {
		this.devices = devices;
		this.streams = streams;
		this.locations = locations;
	}

	/**
	 * Registers the device, or adds missing streams and the location. A repeated call
	 * changes nothing.
	 * @param greenhouse the greenhouse
	 * @return the device
	 */
	Mono<Device> register(Greenhouse greenhouse) {
		return this.devices.view(DeviceRef.serial(greenhouse.serial()))
			.onErrorResume(M2xNotFoundException.class, (ex) -> create(greenhouse))
			.delayUntil((device) -> this.streams.createOrUpdateAll(device.ref(), streamDefinitions()))
			.delayUntil((device) -> locate(device, greenhouse));
	}

	/**
	 * Returns the time of the newest reading that M2X has.
	 * @param device the device
	 * @return the time, or {@link Instant#MIN} if M2X has no reading
	 */
	Mono<Instant> latestReading(Device device) {
		return this.streams.view(device.ref(), "temperature")
			.flatMap((stream) -> Mono.justOrEmpty(stream.latestValueAt()))
			.defaultIfEmpty(Instant.MIN);
	}

	private Mono<Device> create(Greenhouse greenhouse) {
		return this.devices.create(CreateDevice.named(greenhouse.name())
			.withSerial(greenhouse.serial())
			.withDescription("Climate sensor of the " + greenhouse.name().toLowerCase(Locale.ROOT))
			.withTags("greenhouse", "simulated")
			.withMetadata(Map.of("crop", greenhouse.crop())));
	}

	private Mono<Void> locate(Device device, Greenhouse greenhouse) {
		return (device.location() != null) ? Mono.empty() : this.locations.update(device.ref(), greenhouse.location());
	}

	private static Map<String, StreamDefinition> streamDefinitions() {
		Map<String, StreamDefinition> definitions = new LinkedHashMap<>();
		definitions.put("temperature",
				StreamDefinition.numeric().withDisplayName("Temperature").withUnit("degree Celsius", "°C"));
		definitions.put("humidity", StreamDefinition.numeric().withDisplayName("Humidity").withUnit("percent", "%"));
		definitions.put("vent", StreamDefinition.alphanumeric().withDisplayName("Roof vent"));
		return definitions;
	}

}
