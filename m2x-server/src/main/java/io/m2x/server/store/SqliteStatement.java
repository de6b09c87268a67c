package io.m2x.server.store;

import java.sql.SQLException;

import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A statement that its connection keeps when it is closed, so that the same SQL need not
 * be parsed again.
 */
final class SqliteStatement extends JDBC4PreparedStatement {

	private final SqliteConnection connection;

	private boolean inUse = true;

	SqliteStatement(SqliteConnection connection, String sql) throws SQLException {
		super(connection, sql);
		this.connection = connection;
	}

	String text() {
		return this.sql;
	}

	SqliteStatement reuse() {
		this.inUse = true;
		return this;
	}

	@Override
	public void close() throws SQLException {
		if (!this.inUse || this.pointer.isClosed()) {
			return;
		}
		this.inUse = false;
		// Whoever has not read all rows would go on reading the state of that time.
		this.rs.close();
		this.pointer.safeRunInt(DB::reset);
		clearBatch();
		clearParameters();
		this.connection.keep(this);
	}

	void discard() throws SQLException {
		super.close();
	}

}
