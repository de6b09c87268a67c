package io.m2x.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * One data source out of two pools. Connections of the one can only read; those of the
 * other are for transactions that write.
 */
final class RoutedDataSource extends Connections implements AutoCloseable {

	private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);

	private final HikariDataSource readers;

	private final HikariDataSource writers;

	private volatile BooleanSupplier failing = () -> false;

	private RoutedDataSource(HikariDataSource readers, HikariDataSource writers) {
		this.readers = readers;
		this.writers = writers;
	}

	// Open both pools, or none.
	static RoutedDataSource open(HikariConfig readers, HikariConfig writers) {
		HikariDataSource first = new HikariDataSource(readers);
		try {
			return new RoutedDataSource(first, new HikariDataSource(writers));
		}
		catch (RuntimeException ex) {
			first.close();
			throw ex;
		}
	}

	HikariDataSource readers() {
		return this.readers;
	}

	HikariDataSource writers() {
		return this.writers;
	}

	// Let the connections that the work gets on this thread be such that write.
	<T> T writing(Supplier<T> work) {
		this.writing.set(true);
		try {
			return work.get();
		}
		finally {
			this.writing.remove();
		}
	}

	// Let nobody wait for a new connection while the database fails: all threads would.
	void failFastWhile(BooleanSupplier condition) {
		this.failing = condition;
	}

	@Override
	public Connection getConnection() throws SQLException {
		HikariDataSource pool = this.writing.get() ? this.writers : this.readers;
		if (this.failing.getAsBoolean() && !pool.isClosed() && pool.getHikariPoolMXBean().getTotalConnections() == 0) {
			throw new SQLTransientConnectionException("The database failed, and nothing shows yet that it does not");
		}
		return pool.getConnection();
	}

	// Return whether who gets no connection only waits for others to give theirs back.
	boolean areComplete() {
		return isComplete(this.readers) && isComplete(this.writers);
	}

	boolean hasAllWriters() {
		return isComplete(this.writers);
	}

	private static boolean isComplete(HikariDataSource pool) {
		return pool.getHikariPoolMXBean().getTotalConnections() >= pool.getMaximumPoolSize();
	}

	// Close a connection that is in a state in which nobody can use it.
	void discard(Connection connection, boolean reading) {
		(reading ? this.readers : this.writers).evictConnection(connection);
	}

	// Close all connections as soon as nobody uses them.
	void renew() {
		this.readers.getHikariPoolMXBean().softEvictConnections();
		this.writers.getHikariPoolMXBean().softEvictConnections();
	}

	@Override
	public void close() {
		this.readers.close();
		this.writers.close();
	}

}
