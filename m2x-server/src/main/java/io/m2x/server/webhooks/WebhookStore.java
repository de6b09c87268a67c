package io.m2x.server.webhooks;

import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Database;

/**
 * The stored queues of notifications. Only the transaction that holds the lock of a queue
 * changes what is in it.
 */
@Component
final class WebhookStore {

	/**
	 * The greatest length of a queue. When it is exceeded, the oldest notifications are
	 * dropped.
	 */
	static final int MAX_WAITING = 10_000;

	private static final Log logger = LogFactory.getLog(WebhookStore.class);

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final Callbacks callbacks;

	private final String locking;

	WebhookStore(JdbcClient jdbc, JdbcTemplate batches, Callbacks callbacks, Database database) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.callbacks = callbacks;
		this.locking = database.forUpdate();
	}

	// Return the queue of a trigger and a device, locked. The update changes nothing; it
	// locks the queue that is there.
	long lockOrCreate(long trigger, long device) {
		return this.jdbc.sql("""
				INSERT INTO webhook_queues (trigger_id, device_id, attempts, waiting)
				VALUES (:trigger, :device, 0, 0) ON CONFLICT (trigger_id, device_id)
				DO UPDATE SET waiting = webhook_queues.waiting RETURNING id""")
			.param("trigger", trigger)
			.param("device", device)
			.query(Long.class)
			.single();
	}

	// Return whether the queue is still there, and lock it.
	boolean lock(long queue) {
		return this.jdbc.sql("SELECT id FROM webhook_queues WHERE id = :queue" + this.locking)
			.param("queue", queue)
			.query(Long.class)
			.optional()
			.isPresent();
	}

	void append(long queue, List<String> bodies, long now) {
		this.batches.batchUpdate("INSERT INTO webhook_notifications (queue_id, body, created_at) VALUES (?, ?, ?)",
				bodies.stream().map((body) -> new Object[] { queue, body, now }).toList());
		changeWaiting(queue, bodies.size());
		int waiting = this.jdbc.sql("SELECT waiting FROM webhook_queues WHERE id = :queue")
			.param("queue", queue)
			.query(Integer.class)
			.single();
		if (waiting > MAX_WAITING) {
			removeOldest(queue, waiting - MAX_WAITING);
			// Logged once, not for every notification while the queue is full.
			if (waiting - bodies.size() < MAX_WAITING) {
				logger.warn("Queue " + queue + " of webhooks is full; the oldest notifications are dropped");
			}
		}
	}

	private void removeOldest(long queue, int count) {
		List<Long> oldest = this.jdbc
			.sql("SELECT id FROM webhook_notifications WHERE queue_id = :queue ORDER BY id LIMIT :count")
			.param("queue", queue)
			.param("count", count)
			.query(Long.class)
			.list();
		this.batches.batchUpdate("DELETE FROM webhook_notifications WHERE id = ?",
				oldest.stream().map((id) -> new Object[] { id }).toList());
		changeWaiting(queue, -oldest.size());
	}

	private void changeWaiting(long queue, int change) {
		this.jdbc.sql("UPDATE webhook_queues SET waiting = waiting + :change WHERE id = :queue")
			.param("change", change)
			.param("queue", queue)
			.update();
	}

	Optional<Notification> first(long queue) {
		return this.jdbc.sql("""
				SELECT n.id, q.trigger_id, q.device_id, n.body FROM webhook_queues q
				JOIN webhook_notifications n ON n.queue_id = q.id
				WHERE q.id = :queue ORDER BY n.id LIMIT 1""")
			.param("queue", queue)
			.query((row, index) -> new Waiting(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4)))
			.optional()
			.flatMap((waiting) -> this.callbacks.find(waiting.trigger())
				.map((callback) -> Notification.of(waiting, callback)));
	}

	void removeDelivered(long queue, long notification) {
		this.jdbc.sql("DELETE FROM webhook_notifications WHERE id = :notification")
			.param("notification", notification)
			.update();
		this.jdbc.sql("UPDATE webhook_queues SET attempts = 0, waiting = waiting - 1 WHERE id = :queue")
			.param("queue", queue)
			.update();
	}

	// Store a failure and return the number of failures in a row.
	int countFailure(long queue) {
		this.jdbc.sql("UPDATE webhook_queues SET attempts = attempts + 1 WHERE id = :queue")
			.param("queue", queue)
			.update();
		return this.jdbc.sql("SELECT attempts FROM webhook_queues WHERE id = :queue")
			.param("queue", queue)
			.query(Integer.class)
			.single();
	}

	int removeOlderThan(long queue, long time) {
		int removed = this.jdbc.sql("DELETE FROM webhook_notifications WHERE queue_id = :queue AND created_at < :time")
			.param("queue", queue)
			.param("time", time)
			.update();
		changeWaiting(queue, -removed);
		return removed;
	}

	void remove(long queue) {
		this.jdbc.sql("DELETE FROM webhook_queues WHERE id = :queue").param("queue", queue).update();
	}

	/**
	 * A notification as it is stored.
	 *
	 * @param id the row of the notification
	 * @param trigger the row of the trigger
	 * @param device the row of the device, or {@link Outbox#NO_DEVICE}
	 * @param body what is sent
	 */
	record Waiting(long id, long trigger, long device, String body) {

		// Shows no body, it may hold secrets.
		@Override
		public String toString() {
			return "Waiting[" + this.id + "]";
		}

	}

}
