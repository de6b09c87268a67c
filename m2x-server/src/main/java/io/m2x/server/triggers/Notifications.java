package io.m2x.server.triggers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.m2x.server.webhooks.Outbox;

/**
 * Collects notifications and writes them by the queue that they belong to.
 */
final class Notifications {

	/** How many characters of notifications are kept until they are written. */
	private static final int MAX_PENDING = 1_000_000;

	private final TriggerStore store;

	private final Outbox outbox;

	private final long now;

	private final Map<Queue, List<String>> pending = new LinkedHashMap<>();

	private final SortedMap<Long, Trigger> watching;

	private final SortedMap<Long, Trigger> fired = new TreeMap<>();

	private boolean locked;

	private int size;

	/**
	 * Create an empty collection.
	 * @param store locks triggers
	 * @param outbox gets the notifications
	 * @param watching all triggers that may fire, by row
	 * @param now milliseconds since 1970
	 */
	Notifications(TriggerStore store, Outbox outbox, SortedMap<Long, Trigger> watching, long now) {
		this.store = store;
		this.outbox = outbox;
		this.watching = watching;
		this.now = now;
	}

	void add(Trigger trigger, long device, String body) {
		this.fired.put(trigger.row(), trigger);
		this.pending.computeIfAbsent(new Queue(trigger.row(), device), (queue) -> new ArrayList<>()).add(body);
		this.size += body.length();
		if (this.size > MAX_PENDING) {
			// Nobody knows yet which others will fire.
			lock(this.watching);
			send();
		}
	}

	// Lock the triggers that fired and those that changed, and write the notifications.
	void write(Map<Long, Trigger> changed) {
		SortedMap<Long, Trigger> all = new TreeMap<>(this.fired);
		all.putAll(changed);
		lock(all);
		send();
	}

	// The triggers of a distribution are not locked with the device. They are locked all
	// at
	// once: two transactions that lock more later could wait for each other.
	private void lock(SortedMap<Long, Trigger> triggers) {
		if (!this.locked) {
			this.store.lock(triggers);
			this.locked = true;
		}
	}

	private void send() {
		this.pending.forEach((queue, bodies) -> this.outbox.add(queue.trigger(), queue.device(), bodies, this.now));
		this.pending.clear();
		this.size = 0;
	}

	/**
	 * Where notifications wait.
	 *
	 * @param trigger the row of the trigger
	 * @param device the row of the device
	 */
	private record Queue(long trigger, long device) {

	}

}
