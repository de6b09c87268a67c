package io.m2x.server.writes;

import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceName;
import io.m2x.server.access.KnownDevice;
import io.m2x.server.streams.KnownStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.triggers.TriggerEvaluator;

/**
 * Knows the devices that were written to lately.
 */
@Component
final class Targets {

	/** The memory of a stream that is known, in the worst case. */
	private static final int STREAM_SIZE = 400;

	/** The part of the memory that may be used. */
	private static final int MEMORY_PART = 8;

	private final DeviceAccess devices;

	private final StreamStore streams;

	private final TriggerEvaluator triggers;

	private final Cache<DeviceName, Target> known = Caffeine.newBuilder()
		.maximumWeight(Runtime.getRuntime().maxMemory() / MEMORY_PART / STREAM_SIZE)
		.weigher((DeviceName name, Target target) -> target.weight())
		.executor(Runnable::run)
		.build();

	Targets(DeviceAccess devices, StreamStore streams, TriggerEvaluator triggers) {
		this.devices = devices;
		this.streams = streams;
		this.triggers = triggers;
	}

	@Nullable Target findKnown(DeviceName name) {
		return this.known.getIfPresent(name);
	}

	// Look a device up. The version is read before everything that it stands for, so
	// that a change in between makes the version outdated and not the rest.
	@Nullable Target load(DeviceName name) {
		@Nullable KnownDevice device = this.devices.find(name).orElse(null);
		if (device == null) {
			this.known.invalidate(name);
			return null;
		}
		Map<String, KnownStream> ofDevice = this.streams.known(device.row());
		Target target = new Target(device, ofDevice,
				this.triggers.watching(device.row(), device.distribution(), ofDevice));
		this.known.put(name, target);
		return target;
	}

}
