package io.m2x.server.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.m2x.server.listener.Listener;
import io.m2x.server.store.Database;

/**
 * Runs due tasks while the server runs. Takes over the tasks of another server after that
 * has sent no heartbeat for a while.
 */
@Component
final class BackgroundScheduler implements SmartLifecycle {

	/** How many tasks run at the same time. */
	static final int THREADS = 4;

	/** Connections that the scheduler needs for itself. */
	static final int OWN_CONNECTIONS = 2;

	/** The table in which the library keeps the tasks. */
	static final String TABLE = "scheduled_tasks";

	/** What the library says to the database. */
	static final JdbcCustomization PORTABLE = new PortableSql();

	private static final Duration POLLING = Duration.ofMillis(250);

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);

	/** A task is started again after this number of missed heartbeats. */
	private static final int MISSED_HEARTBEATS = 4;

	private static final Duration SHUTDOWN = Duration.ofSeconds(1);

	private final Database database;

	private final DataSource dataSource;

	private final List<Task<?>> tasks;

	private volatile @Nullable Scheduler scheduler;

	BackgroundScheduler(Database database, List<Task<?>> tasks) {
		this.database = database;
		this.dataSource = database.singleStatements();
		this.tasks = tasks;
	}

	private Scheduler create() {
		List<RecurringTask<?>> recurring = new ArrayList<>();
		List<Task<?>> others = new ArrayList<>();
		for (Task<?> task : this.tasks) {
			if (task instanceof RecurringTask<?> recurringTask) {
				recurring.add(recurringTask);
			}
			else {
				others.add(task);
			}
		}
		return Scheduler.create(this.dataSource, others)
			.tableName(TABLE)
			.startTasks(recurring)
			.threads(THREADS)
			.pollingInterval(POLLING)
			.heartbeatInterval(HEARTBEAT)
			.missedHeartbeatsLimit(MISSED_HEARTBEATS)
			.shutdownMaxWait(SHUTDOWN)
			.executorService(new NonInterruptingExecutor("m2x-task-", THREADS))
			.dueExecutor(new NonInterruptingExecutor("m2x-task-finder-", 1))
			.housekeeperExecutor(new NonInterruptingExecutor("m2x-task-keeper-", 3))
			.jdbcCustomization(PORTABLE)
			.addSchedulerListener(new FailureListener(this::rest))
			.failureLogging(LogLevel.OFF, false)
			.build();
	}

	// A database that fails is not asked, and its failures are not logged again and
	// again.
	private void rest(Duration time) {
		@Nullable Scheduler running = this.scheduler;
		if (running != null) {
			running.pause();
			resumeAfter(time, running);
		}
	}

	private void resumeAfter(Duration time, Scheduler paused) {
		CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
			if (this.scheduler != paused) {
				return;
			}
			if (this.database.isAvailable()) {
				paused.resume();
			}
			else {
				resumeAfter(POLLING, paused);
			}
		});
	}

	// A stopped scheduler can't be started again, but its context can.
	@Override
	public void start() {
		Scheduler created = create();
		created.start();
		this.scheduler = created;
	}

	@Override
	public void stop() {
		@Nullable Scheduler running = this.scheduler;
		if (running != null) {
			running.stop();
			this.scheduler = null;
		}
	}

	// Requests rely on it until the last of them is finished.
	@Override
	public int getPhase() {
		return Listener.PHASE_OF_WORK;
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

}
