package io.m2x.server.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lets the scheduler rest after a failure of the database, longer after each further one
 * that follows soon. Logs which tasks failed, unless that is known of the database.
 */
final class FailureListener extends AbstractSchedulerListener {

	private static final Log logger = LogFactory.getLog(FailureListener.class);

	private static final Duration FIRST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	/** After this time a failure has nothing to do with the one before. */
	private static final Duration FORGOTTEN = Duration.ofMinutes(1);

	private final Consumer<Duration> rest;

	private Duration next = FIRST;

	private Instant last = Instant.MIN;

	FailureListener(Consumer<Duration> rest) {
		this.rest = rest;
	}

	@Override
	public synchronized void onSchedulerEvent(SchedulerEventType type) {
		if (type == SchedulerEventType.UNEXPECTED_ERROR) {
			Instant now = Instant.now();
			Duration time = now.minus(FORGOTTEN).isBefore(this.last) ? this.next : FIRST;
			this.rest.accept(time);
			Duration doubled = time.multipliedBy(2);
			this.next = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
			this.last = now;
		}
	}

	@Override
	public void onExecutionComplete(ExecutionComplete complete) {
		complete.getCause()
			.filter((cause) -> !(cause instanceof DataAccessResourceFailureException))
			.ifPresent((cause) -> logger.warn("A task failed: " + complete.getExecution().taskInstance.getTaskName(),
					cause));
	}

}
