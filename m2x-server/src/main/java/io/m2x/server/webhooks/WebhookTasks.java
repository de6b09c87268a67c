package io.m2x.server.webhooks;

import java.time.Instant;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Schedules the processing of queues. Every queue has one task.
 */
@Component
final class WebhookTasks {

	/** The name of the task that works on a queue. */
	static final String NAME = "deliver-webhooks";

	private final SchedulerClient client;

	WebhookTasks(SchedulerClient client) {
		this.client = client;
	}

	// Begin at a time, unless another time is set already.
	void ensure(long queue, Instant time) {
		this.client.scheduleIfNotExists(task(queue), time);
	}

	// Begin at a time and not at another one.
	void plan(long queue, Instant time) {
		TaskInstance<Void> task = task(queue);
		if (!this.client.scheduleIfNotExists(task, time)) {
			try {
				this.client.reschedule(task, time);
			}
			catch (TaskInstanceCurrentlyExecutingException ex) {
				// It begins right now, and sees what is in the queue.
			}
			catch (ExecutionException ex) {
				throw changedMeanwhile(ex);
			}
		}
	}

	// Begin no more.
	void cancel(long queue) {
		try {
			this.client.cancel(task(queue));
		}
		catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException ex) {
			// It finds no queue and ends for good.
		}
		catch (ExecutionException ex) {
			throw changedMeanwhile(ex);
		}
	}

	// Another transaction has planned it since this one began: the next attempt sees
	// that.
	private static ConcurrencyFailureException changedMeanwhile(ExecutionException ex) {
		return new ConcurrencyFailureException("The task was planned by another transaction", ex);
	}

	private static TaskInstance<Void> task(long queue) {
		return new TaskInstance<>(NAME, Long.toString(queue));
	}

}
