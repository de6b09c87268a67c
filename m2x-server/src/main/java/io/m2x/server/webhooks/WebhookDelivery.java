package io.m2x.server.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Transactions;

/**
 * Delivers what is in the queues. A task only starts a request and lends its queue to it
 * for a while, so that no answer that is slow to come holds a thread; if the request is
 * never heard of again, the task is due again when that time is over.
 */
@Component
final class WebhookDelivery implements AutoCloseable {

	/** For how long a notification is sent again and again at most. */
	static final Duration PATIENCE = Duration.ofHours(24);

	private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

	private static final Duration LAST_RETRY = Duration.ofMinutes(5);

	/** Longer than any request takes, with time to note how it ended. */
	private static final Duration LEASE = WebhookClient.TOTAL_TIMEOUT.plusSeconds(5);

	private static final Duration HOST_BUSY = Duration.ofSeconds(1);

	/** Enough to spare the database a queue of queues for a host that is down. */
	private static final Duration HOST_FAILING = Duration.ofSeconds(30);

	private static final long DRAIN_MILLIS = 1000;

	private static final Log logger = LogFactory.getLog(WebhookDelivery.class);

	private final CallbackSlots slots = new CallbackSlots();

	private final WebhookClient client = new WebhookClient();

	private final WebhookStore store;

	private final WebhookTasks tasks;

	private final Transactions transactions;

	private final Executor executor;

	private final WebhookFailures failures;

	private volatile boolean closing;

	WebhookDelivery(WebhookStore store, WebhookTasks tasks, Transactions transactions,
			@Qualifier("m2xWebhookExecutor") Executor executor, WebhookFailures failures) {
		this.store = store;
		this.tasks = tasks;
		this.transactions = transactions;
		this.executor = executor;
		this.failures = failures;
	}

	// Return how long to wait after a number of failures in a row.
	static Duration backOff(int failures) {
		long factor = 1L << Math.min(failures - 1, 20);
		Duration wait = FIRST_RETRY.multipliedBy(factor);
		return (wait.compareTo(LAST_RETRY) < 0) ? wait : LAST_RETRY;
	}

	// Work on a queue as its task, and tell what is to become of the task.
	CompletionHandler<Void> execute(long queue) {
		@Nullable Notification notification = this.store.first(queue).orElse(null);
		if (notification == null) {
			// The trigger was deleted; a queue is never empty.
			return new OnCompleteRemove<>();
		}
		String host = notification.host();
		if (!this.slots.take(host)) {
			return (complete, operations) -> operations.reschedule(complete, laterFor(host));
		}
		return (complete, operations) -> {
			try {
				operations.reschedule(complete, Instant.now().plus(LEASE));
			}
			catch (RuntimeException ex) {
				this.slots.release(host, !this.slots.isFailing(host));
				throw ex;
			}
			send(queue, notification);
		};
	}

	private Instant laterFor(String host) {
		return Instant.now().plus(this.slots.isFailing(host) ? HOST_FAILING : HOST_BUSY);
	}

	private void send(long queue, Notification notification) {
		this.client.send(notification.address(), notification.body()).subscribe((outcome) -> {
			try {
				this.executor.execute(() -> finish(queue, notification, outcome));
			}
			catch (TaskRejectedException ex) {
				// The server stops. The request will be repeated after its time.
				this.slots.release(notification.host(), outcome.isTaken());
			}
		});
	}

	private void finish(long queue, Notification notification, Outcome outcome) {
		report(notification, outcome);
		try {
			record(queue, notification, outcome.isTaken()).ifPresent((next) -> goOn(queue, next));
		}
		catch (RuntimeException ex) {
			logger.warn("How a webhook of trigger " + notification.trigger()
					+ " ended could not be stored, so it may be sent again", ex);
		}
	}

	private void report(Notification notification, Outcome outcome) {
		if (outcome.failure() == null) {
			this.failures.succeeded(notification);
		}
		else if (!this.closing) {
			this.failures.failed(notification, outcome.failure());
		}
	}

	private Optional<Notification> record(long queue, Notification notification, boolean taken) {
		try {
			return this.transactions.write(() -> settle(queue, notification, taken));
		}
		finally {
			this.slots.release(notification.host(), taken);
		}
	}

	// Note how a request ended and return what to send next.
	private Optional<Notification> settle(long queue, Notification notification, boolean taken) {
		if (!this.store.lock(queue) || !isFirst(queue, notification)) {
			// The trigger was deleted, or this took so long that another request went
			// ahead.
			this.failures.gaveUp(notification);
			return Optional.empty();
		}
		Instant now = Instant.now();
		Duration wait = LEASE;
		if (taken) {
			this.store.removeDelivered(queue, notification.id());
		}
		else {
			wait = backOff(this.store.countFailure(queue));
			int dropped = this.store.removeOlderThan(queue, now.minus(PATIENCE).toEpochMilli());
			if (dropped > 0) {
				logger.warn("Dropped notifications of trigger " + notification.trigger()
						+ " that could not be delivered for " + PATIENCE.toHours() + " hours: " + dropped);
			}
		}
		Optional<Notification> next = this.store.first(queue);
		if (next.isPresent()) {
			this.tasks.plan(queue, now.plus(wait));
		}
		else {
			this.store.remove(queue);
			this.tasks.cancel(queue);
			this.failures.gaveUp(notification);
		}
		return taken ? next : Optional.empty();
	}

	private boolean isFirst(long queue, Notification notification) {
		return this.store.first(queue).filter((first) -> first.id() == notification.id()).isPresent();
	}

	private void goOn(long queue, Notification next) {
		if (this.closing) {
			this.tasks.plan(queue, Instant.now());
		}
		else if (this.slots.take(next.host())) {
			send(queue, next);
		}
		else {
			this.tasks.plan(queue, laterFor(next.host()));
		}
	}

	@Override
	public void close() {
		this.closing = true;
		this.slots.awaitNone(DRAIN_MILLIS);
		this.client.close();
	}

}
