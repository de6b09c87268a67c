package io.m2x.client.devices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xConflictException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;
import io.m2x.client.streams.StreamUnit;

/**
 * Brings a device into the state that its definition describes. Each step is idempotent,
 * so several callers can ensure the same device at once, and a failed call can be
 * retried.
 */
final class DeviceProvisioner {

	/** How often tags are sent if other callers replace them meanwhile. */
	private static final int MAX_UPDATES = 5;

	private final M2xDevices devices;

	private final M2xStreams streams;

	DeviceProvisioner(M2xDevices devices, M2xStreams streams) {
		this.devices = devices;
		this.streams = streams;
	}

	Mono<Device> ensure(DeviceRef ref, DeviceDefinition definition) {
		Mono<Device> device = this.devices.view(ref);
		if (ref.isSerial()) {
			device = device.onErrorResume(M2xNotFoundException.class, (ex) -> create(ref, definition));
		}
		return device.flatMap((present) -> adapt(present, definition));
	}

	private Mono<Device> create(DeviceRef ref, DeviceDefinition definition) {
		return this.devices.createWithSerial(definition.toCreate(ref.value()))
			// Another caller was faster, or the response to an earlier attempt was lost.
			.onErrorResume(DeviceProvisioner::isTaken,
					(taken) -> this.devices.view(ref).onErrorMap(M2xNotFoundException.class, (missing) -> taken));
	}

	private static boolean isTaken(Throwable failure) {
		return failure instanceof M2xConflictException || (failure instanceof M2xValidationException refused
				&& refused.errors().getOrDefault("serial", List.of()).contains("not_unique"));
	}

	private Mono<Device> adapt(Device device, DeviceDefinition definition) {
		return differingStreams(device, definition.streams()).flatMap((differing) -> {
			boolean needsUpdate = definition.toUpdate(device) != null;
			Map<String, String> metadata = definition.missingMetadata(device);
			if (!needsUpdate && metadata.isEmpty() && differing.isEmpty()) {
				return Mono.just(device);
			}
			DeviceRef ref = device.ref();
			return (needsUpdate ? update(ref, definition, MAX_UPDATES) : Mono.<Void>empty())
				.thenMany(Flux.fromIterable(metadata.entrySet()))
				.concatMap((field) -> this.devices.updateMetadataField(ref, field.getKey(), field.getValue()))
				.thenMany(Flux.fromIterable(differing.entrySet()))
				.concatMap((stream) -> this.streams.createOrUpdate(ref, stream.getKey(), stream.getValue()))
				.then(this.devices.view(ref));
		});
	}

	// An update contains the name and the visibility, and all tags or none. So the device
	// is read right before, and after tags were sent, to narrow the time in which the
	// changes of others get lost.
	private Mono<Void> update(DeviceRef ref, DeviceDefinition definition, int left) {
		return this.devices.view(ref).flatMap((current) -> {
			UpdateDevice update = definition.toUpdate(current);
			if (update == null) {
				return Mono.empty();
			}
			Mono<Void> sent = this.devices.update(ref, update);
			return (update.tags() != null && left > 1) ? sent.then(Mono.defer(() -> update(ref, definition, left - 1)))
					: sent;
		});
	}

	private Mono<Map<String, StreamDefinition>> differingStreams(Device device, Map<String, StreamDefinition> wanted) {
		if (wanted.isEmpty()) {
			return Mono.just(Map.of());
		}
		return this.streams.listByName(device.ref()).map((present) -> {
			Map<String, StreamDefinition> differing = new LinkedHashMap<>();
			wanted.forEach((name, definition) -> {
				DataStream stream = present.get(name);
				if (stream == null) {
					differing.put(name, definition);
				}
				else {
					checkType(device, stream, definition.type());
					if (differs(stream, definition)) {
						differing.put(name, change(stream, definition));
					}
				}
			});
			return differing;
		});
	}

	private static void checkType(Device device, DataStream stream, @Nullable StreamType wanted) {
		StreamType present = stream.type();
		if (wanted != null && present != null && present != StreamType.UNKNOWN && present != wanted) {
			throw new M2xStreamTypeException("devices.ensure", device.ref(), stream.name(), present, wanted);
		}
	}

	private static boolean differs(DataStream stream, StreamDefinition wanted) {
		StreamUnit unit = wanted.unit();
		StreamUnit present = stream.unit();
		return isOther(wanted.displayName(), stream.displayName())
				|| (unit != null && (isOther(unit.label(), (present != null) ? present.label() : null)
						|| isOther(unit.symbol(), (present != null) ? present.symbol() : null)));
	}

	private static boolean isOther(@Nullable String wanted, @Nullable String present) {
		return wanted != null && !wanted.equals((present != null) ? present : "");
	}

	// The type can't be changed, and a unit is always replaced as a whole.
	private static StreamDefinition change(DataStream stream, StreamDefinition wanted) {
		StreamDefinition change = StreamDefinition.unchangedType().withDisplayName(wanted.displayName());
		StreamUnit unit = wanted.unit();
		StreamUnit present = stream.unit();
		if (unit == null) {
			return change;
		}
		return change.withUnit((unit.label() != null || present == null) ? unit.label() : present.label(),
				(unit.symbol() != null || present == null) ? unit.symbol() : present.symbol());
	}

}
