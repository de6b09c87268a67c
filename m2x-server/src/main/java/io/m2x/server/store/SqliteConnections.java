package io.m2x.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Opens connections to a file.
 */
final class SqliteConnections extends Connections {

	private final String file;

	private final List<String> pragmas;

	private final int limitMillis;

	SqliteConnections(Path file, int limitMillis, List<String> pragmas) {
		// A URI, because a question mark in a plain name would end it.
		this.file = file.toUri().toString();
		this.limitMillis = limitMillis;
		this.pragmas = pragmas;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = new SqliteConnection("jdbc:sqlite:" + this.file, this.file, this.limitMillis);
		try (Statement statement = connection.createStatement()) {
			for (String pragma : this.pragmas) {
				statement.execute("PRAGMA " + pragma);
			}
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

}
