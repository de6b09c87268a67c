package io.m2x.server.writes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many writes wait, and the memory that they take.
 */
final class WriteRoom {

	private final int maxWrites;

	private final long maxBytes;

	private final AtomicInteger writes = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	WriteRoom(int maxWrites, long maxBytes) {
		this.maxWrites = maxWrites;
		this.maxBytes = maxBytes;
	}

	// Return whether there is room, and take it.
	boolean enter(long size) {
		int count = this.writes.incrementAndGet();
		long sum = this.bytes.addAndGet(size);
		boolean fits = count <= this.maxWrites && sum <= this.maxBytes;
		if (!fits) {
			leave(size);
		}
		return fits;
	}

	void leave(long size) {
		this.writes.decrementAndGet();
		this.bytes.addAndGet(-size);
	}

	int writes() {
		return this.writes.get();
	}

	long bytes() {
		return this.bytes.get();
	}

}
