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

	private final int keptStatements;

	SqliteConnections(Path file, int limitMillis, int keptStatements, List<String> pragmas) {
		// A URI, because a question mark in a plain name would end it. A file that is
		// gone
		// is not replaced by an empty one.
		this.file = file.toUri() + "?mode=rw";
		this.limitMillis = limitMillis;
		this.keptStatements = keptStatements;
		this.pragmas = pragmas;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = new SqliteConnection("jdbc:sqlite:" + this.file, this.file, this.limitMillis,
				this.keptStatements);
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
