package io.m2x.server.store;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens connections for a pool, all alike.
 */
abstract class Connections extends AbstractDataSource {

	private volatile int loginTimeout;

	// The pool waits so long for a connection that is being opened when it is closed.
	@Override
	public final int getLoginTimeout() {
		return this.loginTimeout;
	}

	@Override
	public final void setLoginTimeout(int timeout) {
		this.loginTimeout = timeout;
	}

	@Override
	public final Connection getConnection(String username, String password) throws SQLException {
		throw new SQLException("All connections have the same user");
	}

}
