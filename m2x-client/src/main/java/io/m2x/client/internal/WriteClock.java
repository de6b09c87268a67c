package io.m2x.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLongArray;

import io.m2x.client.model.DeviceRef;

/**
 * Provides timestamps for writes without one.
 * <p>
 * A stream holds one value per millisecond, so of two writes in the same millisecond only
 * one value would remain. The clock therefore provides each millisecond once per device,
 * from the future if necessary. Devices share a fixed number of slots; two devices in one
 * slot do no harm.
 */
public final class WriteClock {

	private static final int SLOTS = 1024;

	/** A longer lead means that the system clock was set back. */
	private static final long LONGEST_LEAD = Duration.ofHours(1).toMillis();

	private final AtomicLongArray last = new AtomicLongArray(SLOTS);

	private final InstantSource source;

	/**
	 * Create a clock.
	 * @param source the system clock
	 */
	public WriteClock(InstantSource source) {
		this.source = source;
	}

	/**
	 * Take consecutive milliseconds that no other write of the device gets.
	 * @param device the device
	 * @param count how many, at least 1
	 * @return the first of them: now, or the one after those already taken
	 */
	public Instant take(DeviceRef device, int count) {
		long now = this.source.millis();
		long end = this.last.updateAndGet(Math.floorMod(device.value().hashCode(), SLOTS),
				(taken) -> ((taken < now || taken - now > LONGEST_LEAD) ? now - 1 : taken) + count);
		return Instant.ofEpochMilli(end - count + 1);
	}

}
