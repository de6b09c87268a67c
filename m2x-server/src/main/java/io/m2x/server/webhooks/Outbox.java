package io.m2x.server.webhooks;

import java.time.Instant;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * Takes notifications that shall be delivered, as a part of the transaction that caused
 * them.
 *
 * @since 0.1.0
 */
@Component
public final class Outbox {

	/** In the place of a device, for a notification that is about none. */
	public static final long NO_DEVICE = 0;

	private final WebhookStore store;

	private final WebhookTasks tasks;

	Outbox(WebhookStore store, WebhookTasks tasks) {
		this.store = store;
		this.tasks = tasks;
	}

	/**
	 * Add notifications. Those of one trigger about one device are delivered in the order
	 * in which they were added; what causes them must be locked.
	 * @param trigger the row of the trigger, whose callback URL gets them
	 * @param device the row of the device, or {@link #NO_DEVICE}
	 * @param bodies the notifications as JSON
	 * @param now milliseconds since 1970
	 */
	public void add(long trigger, long device, List<String> bodies, long now) {
		long queue = this.store.lockOrCreate(trigger, device);
		this.store.append(queue, bodies, now);
		this.tasks.ensure(queue, Instant.ofEpochMilli(now));
	}

}
