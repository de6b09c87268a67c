package io.m2x.server.webhooks;

import java.util.HashMap;
import java.util.Map;

/**
 * Decides how many requests are under way at the same time: few to a host that does not
 * answer well, so that those to the others have room.
 */
final class CallbackLimiter {

	/** How many requests may be under way to all hosts together. */
	static final int TOTAL = 128;

	/** How many requests may be under way to one host. */
	static final int PER_HOST = 16;

	/** How many requests may be under way to a host whose last answer was no success. */
	static final int PER_FAILING_HOST = 2;

	/** How many hosts are remembered. */
	private static final int MAX_HOSTS = 10_000;

	private final Map<String, Host> hosts = new HashMap<>();

	private int active;

	// Return whether a request may start; it must be released then.
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

	// Note how a request ended.
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

	// Wait some milliseconds for all requests to end.
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
	 * What is known about a host.
	 */
	private static final class Host {

		private int active;

		private boolean failing;

	}

}
