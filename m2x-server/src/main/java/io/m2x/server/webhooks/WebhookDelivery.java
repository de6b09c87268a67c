package io.m2x.server.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Transactions;

/**
 * Delivers the notifications in the queues. A task only starts a callback and reserves
 * the queue for it, so that slow responses block no thread. If there is no result when
 * the reservation ends, the task is due again.
 */
@Component
final class WebhookDelivery implements AutoCloseable {

	/** The longest time for which a notification is retried. */
	static final Duration PATIENCE = Duration.ofHours(24);

	private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

	private static final Duration LAST_RETRY = Duration.ofMinutes(5);

	/** Longer than any callback takes, with time to store its result. */
	private static final Duration LEASE = WebhookClient.TOTAL_TIMEOUT.plusSeconds(5);

	/** How long a result waits for a database that fails before it is stored again. */
	private static final int RECORDING_MILLIS = 500;

	private static final Duration HOST_BUSY = Duration.ofSeconds(1);

	/**
	 * Long enough to keep many queues for a host that is down from loading the database.
	 */
	private static final Duration HOST_FAILING = Duration.ofSeconds(30);

	private static final long DRAIN_MILLIS = 1000;

	private static final Log logger = LogFactory.getLog(WebhookDelivery.class);

	private final CallbackLimiter limiter = new CallbackLimiter();

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

	// Process a queue and return what happens to its task.
	CompletionHandler<Void> execute(long queue) {
		@Nullable Notification notification = this.store.first(queue).orElse(null);
		if (notification == null) {
			// The trigger was deleted; a queue is never empty.
			return new OnCompleteRemove<>();
		}
		String host = notification.host();
		if (!this.limiter.tryAcquire(host)) {
			return (complete, operations) -> operations.reschedule(complete, laterFor(host));
		}
		return (complete, operations) -> {
			try {
				operations.reschedule(complete, Instant.now().plus(LEASE));
			}
			catch (RuntimeException ex) {
				this.limiter.release(host, !this.limiter.isFailing(host));
				throw ex;
			}
			send(queue, notification);
		};
	}

	private Instant laterFor(String host) {
		return Instant.now().plus(this.limiter.isFailing(host) ? HOST_FAILING : HOST_BUSY);
	}

	private void send(long queue, Notification notification) {
		this.client.send(notification.address(), notification.body()).subscribe((outcome) -> {
			try {
				this.executor.execute(() -> finish(queue, notification, outcome));
			}
			catch (TaskRejectedException ex) {
				// The server stops. The callback is retried when the reservation ends.
				this.limiter.release(notification.host(), outcome.isAccepted());
			}
		});
	}

	private void finish(long queue, Notification notification, Outcome outcome) {
		report(notification, outcome);
		finish(queue, notification, outcome.isAccepted(), Instant.now().plus(LEASE));
	}

	private void finish(long queue, Notification notification, boolean accepted, Instant end) {
		try {
			record(queue, notification, accepted, end).ifPresent((next) -> proceed(queue, next));
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

	// As long as the queue is reserved, a database that fails does not lead to a second
	// callback.
	private Optional<Notification> record(long queue, Notification notification, boolean accepted, Instant end) {
		boolean again = false;
		try {
			return this.transactions.write(() -> settle(queue, notification, accepted));
		}
		catch (DataAccessResourceFailureException ex) {
			again = !this.closing && Instant.now().isBefore(end);
			if (again) {
				CompletableFuture.delayedExecutor(RECORDING_MILLIS, TimeUnit.MILLISECONDS, this.executor)
					.execute(() -> finish(queue, notification, accepted, end));
			}
			return Optional.empty();
		}
		finally {
			if (!again) {
				this.limiter.release(notification.host(), accepted);
			}
		}
	}

	// Store the result of a callback and return the next notification.
	private Optional<Notification> settle(long queue, Notification notification, boolean accepted) {
		if (!this.store.lock(queue) || !isFirst(queue, notification)) {
			// The trigger was deleted, or another callback has overtaken this one.
			this.failures.gaveUp(notification);
			return Optional.empty();
		}
		Instant now = Instant.now();
		Duration wait = LEASE;
		if (accepted) {
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
		return accepted ? next : Optional.empty();
	}

	private boolean isFirst(long queue, Notification notification) {
		return this.store.first(queue).filter((first) -> first.id() == notification.id()).isPresent();
	}

	private void proceed(long queue, Notification next) {
		if (this.closing) {
			plan(queue, Instant.now());
		}
		else if (this.limiter.tryAcquire(next.host())) {
			send(queue, next);
		}
		else {
			plan(queue, laterFor(next.host()));
		}
	}

	private void plan(long queue, Instant time) {
		this.transactions.write(() -> this.tasks.plan(queue, time));
	}

	@Override
	public void close() {
		this.closing = true;
		this.limiter.awaitIdle(DRAIN_MILLIS);
		this.client.close();
	}

}
