package io.m2x.server.store;

import java.util.concurrent.TimeUnit;

/**
 * Says when it is time to log a failure that lasts, or comes again and again.
 */
final class OnceAMinute {

	private static final long NANOS = TimeUnit.MINUTES.toNanos(1);

	private long last = System.nanoTime() - NANOS;

	synchronized boolean isDue() {
		long now = System.nanoTime();
		if (now - this.last < NANOS) {
			return false;
		}
		this.last = now;
		return true;
	}

}
