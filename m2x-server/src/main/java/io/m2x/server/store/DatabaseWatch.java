package io.m2x.server.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the database can be used. Tries it every few seconds, and more often when
 * it failed, so that nobody need ask for its recovery to be seen.
 */
final class DatabaseWatch implements AutoCloseable {

	private static final int SECONDS_BETWEEN_TRIALS = 5;

	/** How long nothing must have failed before the database counts as good again. */
	private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

	private static final Log logger = LogFactory.getLog(DatabaseWatch.class);

	private final Database database;

	private @Nullable EverySecond background;

	private volatile boolean failing;

	private volatile long lastFailure;

	private final OnceAMinute logging = new OnceAMinute();

	private boolean endIsDue;

	private int seconds;

	DatabaseWatch(Database database) {
		this.database = database;
	}

	void start() {
		this.background = new EverySecond("m2x-database-watch-", this::look);
	}

	boolean isFailing() {
		return this.failing;
	}

	synchronized void failed(Exception ex) {
		this.lastFailure = System.nanoTime();
		this.failing = true;
		if (this.logging.isDue()) {
			this.endIsDue = true;
			logger.warn("The database can't be used for now: " + ex.getMessage());
		}
	}

	// A full disk may take what is small, and fail again at once.
	private synchronized void succeeded() {
		if (!this.failing || System.nanoTime() - this.lastFailure <= QUIET_NANOS) {
			return;
		}
		this.failing = false;
		if (this.endIsDue) {
			this.endIsDue = false;
			logger.info("The database can be used again");
		}
	}

	private void look() {
		this.seconds++;
		if (!this.failing && this.seconds % SECONDS_BETWEEN_TRIALS != 0) {
			return;
		}
		try {
			this.database.tryOut(this.failing);
			succeeded();
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
		catch (SQLException ex) {
			// Who finds all connections in use knows nothing.
			if (!(ex instanceof SQLTransientConnectionException) || !this.database.pools().areComplete()) {
				failed(ex);
			}
		}
	}

	@Override
	public void close() {
		EverySecond running = this.background;
		if (running != null) {
			running.close();
		}
	}

}
