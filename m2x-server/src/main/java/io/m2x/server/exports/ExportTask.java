package io.m2x.server.exports;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every ordered export comes to an end, good or bad.
 */
@Component
final class ExportTask {

	private static final Log logger = LogFactory.getLog(ExportTask.class);

	private static final String NAME = "export";

	/** How many exports run at the same time; other tasks need threads too. */
	private static final int PARALLEL = 2;

	private static final Duration BUSY_DELAY = Duration.ofSeconds(1);

	/** How far apart exports that wait come back, so that many cost no more than few. */
	private static final long TURN_MILLIS = 50;

	/** How long to wait after the first failure; twice as long after each further one. */
	private static final Duration FAILURE_DELAY = Duration.ofMillis(500);

	private final ExportStore store;

	private final ExportWriter writer;

	private final Semaphore permits = new Semaphore(PARALLEL);

	private final AtomicLong lastTurn = new AtomicLong();

	ExportTask(ExportStore store, ExportWriter writer) {
		this.store = store;
		this.writer = writer;
	}

	static TaskInstance<Void> instance(long job) {
		return new TaskInstance<>(NAME, Long.toString(job));
	}

	@Bean("m2xExportTask")
	Task<Void> task() {
		return Tasks.custom(NAME, Void.class)
			.onFailureReschedule(FixedDelay.of(BUSY_DELAY))
			.onDeadExecutionRevive()
			.execute(this::execute);
	}

	private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
		if (!this.permits.tryAcquire()) {
			return (complete, operations) -> operations.reschedule(complete, nextTurn());
		}
		try {
			return execute(Long.parseLong(instance.getId()), context.getSchedulerState());
		}
		finally {
			this.permits.release();
		}
	}

	private Instant nextTurn() {
		long earliest = System.currentTimeMillis() + BUSY_DELAY.toMillis();
		return Instant.ofEpochMilli(this.lastTurn.updateAndGet((last) -> Math.max(last + TURN_MILLIS, earliest)));
	}

	private CompletionHandler<Void> execute(long job, SchedulerState state) {
		Optional<Export> begun = this.store.begin(job);
		return begun.isPresent() ? execute(begun.get(), state) : done();
	}

	private CompletionHandler<Void> execute(Export export, SchedulerState state) {
		try {
			this.writer.write(export, state::isShuttingDown);
			return done();
		}
		catch (ExportStoppedException ex) {
			return stopped(export, ex.reason());
		}
		catch (RuntimeException ex) {
			logger.warn("Attempt " + export.attempt() + " of " + ExportStore.MAX_ATTEMPTS + " at export " + export.job()
					+ " failed", ex);
			if (export.attempt() < ExportStore.MAX_ATTEMPTS) {
				return again(FAILURE_DELAY.multipliedBy(1L << (export.attempt() - 1)));
			}
			this.store.fail(export, "The file could not be made (" + ex.getClass().getSimpleName() + ").");
			return done();
		}
	}

	private CompletionHandler<Void> stopped(Export export, ExportStoppedException.Reason reason) {
		switch (reason) {
			case SHUTDOWN -> {
				this.store.putDown(export);
				return again(Duration.ZERO);
			}
			case DEVICE_DELETED -> this.store.fail(export, "The device was deleted.");
			case TAKEN_OVER -> logger.info("Export " + export.job() + " goes on elsewhere");
		}
		return done();
	}

	private static CompletionHandler<Void> done() {
		return (complete, operations) -> operations.remove();
	}

	private static CompletionHandler<Void> again(Duration delay) {
		return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(delay));
	}

}
