package io.m2x.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLongArray;

import io.m2x.client.model.DeviceRef;

/**
 * Gives a time to what is written without one.
 * <p>
 * A stream holds one value per millisecond, so two writes of a device in the same one
 * would leave one value. Each millisecond is therefore given once per device: the next
 * one is taken from the future, if need be. Devices share a fixed number of slots; it
 * does no harm when two of them meet in one.
 */
public final class WriteClock {

	private static final int SLOTS = 1024;

	/** Who is further ahead was not busy: the clock has been set back. */
	private static final long LONGEST_LEAD = Duration.ofHours(1).toMillis();

	private final AtomicLongArray last = new AtomicLongArray(SLOTS);

	private final InstantSource source;

	/**
	 * Create a clock.
	 * @param source tells the time
	 */
	public WriteClock(InstantSource source) {
		this.source = source;
	}

	/**
	 * Take consecutive milliseconds that nobody else gets for the device.
	 * @param device the device
	 * @param count how many, at least 1
	 * @return the first of them: the present, or the one after those already taken
	 */
	public Instant take(DeviceRef device, int count) {
		long now = this.source.millis();
		long end = this.last.updateAndGet(Math.floorMod(device.value().hashCode(), SLOTS),
				(taken) -> ((taken < now || taken - now > LONGEST_LEAD) ? now - 1 : taken) + count);
		return Instant.ofEpochMilli(end - count + 1);
	}

}
