package io.m2x.server;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.m2x.server.store.Database;

/**
 * A transaction that holds the lock of a device, so that all who write to it wait. It is
 * rolled back unless it was committed.
 */
public final class HeldLock implements AutoCloseable {

	private final HikariDataSource pool;

	private final Connection connection;

	private HeldLock(HikariDataSource pool, Connection connection) {
		this.pool = pool;
		this.connection = connection;
	}

	/**
	 * Lock the device of a path.
	 */
	public static HeldLock of(M2xServer server, String device) throws SQLException {
		HikariDataSource pool = (HikariDataSource) TestContext.bean(server, Database.class).writers();
		Connection connection = pool.getConnection();
		connection.setAutoCommit(false);
		HeldLock lock = new HeldLock(pool, connection);
		lock.jdbc()
			.sql("UPDATE devices SET name = name WHERE public_id = :id")
			.param("id", device.substring(device.lastIndexOf('/') + 1))
			.update();
		return lock;
	}

	/**
	 * Return access to the database within the transaction.
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
	}

	/**
	 * Return whether somebody waits for the lock: on SQLite for the only connection that
	 * writes.
	 */
	public boolean isAwaited() {
		return this.pool.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0 || isRowAwaited();
	}

	private boolean isRowAwaited() {
		return this.pool.getMaximumPoolSize() > 1
				&& jdbc().sql("SELECT COUNT(*) FROM pg_locks WHERE NOT granted").query(Long.class).single() > 0;
	}

	public void commit() throws SQLException {
		this.connection.commit();
	}

	@Override
	public void close() throws SQLException {
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		this.connection.close();
	}

}
