package io.m2x.server.webhooks;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the callbacks in flight, in total and per host. A failing host gets fewer, so
 * that it can't delay the others.
 */
final class CallbackLimiter {

	/** The greatest number of callbacks in flight to all hosts. */
	static final int TOTAL = 128;

	/** The greatest number of callbacks in flight to one host. */
	static final int PER_HOST = 16;

	/**
	 * The greatest number of callbacks in flight to a host whose last response was a
	 * failure.
	 */
	static final int PER_FAILING_HOST = 2;

	/** The greatest number of hosts that are remembered. */
	private static final int MAX_HOSTS = 10_000;

	private final Map<String, Host> hosts = new HashMap<>();

	private int active;

	// Return whether a callback may start; if so, it must be released later.
	synchronized boolean tryAcquire(String name) {
		if (this.hosts.size() > MAX_HOSTS) {
			this.hosts.values().removeIf((host) -> host.active == 0);
		}
		Host host = this.hosts.computeIfAbsent(name, (key) -> new Host());
		if (this.active >= TOTAL || host.active >= (host.failing ? PER_FAILING_HOST : PER_HOST)) {
			return false;
		}
		host.active++;
		this.active++;
		return true;
	}

	// Release a callback with its result.
	synchronized void release(String name, boolean success) {
		Host host = this.hosts.computeIfAbsent(name, (key) -> new Host());
		host.failing = !success;
		host.active--;
		this.active--;
		if (success && host.active == 0) {
			this.hosts.remove(name);
		}
		notifyAll();
	}

	synchronized boolean isFailing(String name) {
		Host host = this.hosts.get(name);
		return host != null && host.failing;
	}

	// Wait some milliseconds for all callbacks to finish.
	synchronized void awaitIdle(long millis) {
		long end = System.nanoTime() + millis * 1_000_000;
		long left = millis;
		try {
			while (this.active > 0 && left > 0) {
				wait(left);
				left = (end - System.nanoTime()) / 1_000_000;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Holds the state of one host.
	 */
	private static final class Host {

		private int active;

		private boolean failing;

	}

}
