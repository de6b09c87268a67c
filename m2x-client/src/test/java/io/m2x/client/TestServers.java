package io.m2x.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.m2x.server.M2xServer;

/**
 * Describes servers for tests, on the database that the tests are run on: SQLite or, with
 * the system property {@code m2x.test.database=postgres}, PostgreSQL.
 */
public final class TestServers {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static EmbeddedPostgres postgres;

	private TestServers() {
	}

	/**
	 * Describe a server with data of its own.
	 */
	public static M2xServer.Builder builder() {
		return "postgres".equals(System.getProperty("m2x.test.database")) ? on(postgresUrl()) : M2xServer.builder();
	}

	/**
	 * Describe a server on a database in PostgreSQL.
	 */
	static M2xServer.Builder on(String url) {
		return M2xServer.builder().database(url, null, null);
	}

	/**
	 * Return the URL of an empty database in PostgreSQL.
	 */
	static synchronized String postgresUrl() {
		String name = "test_" + COUNTER.incrementAndGet();
		try {
			if (postgres == null) {
				postgres = EmbeddedPostgres.start();
			}
			try (Connection connection = postgres.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE DATABASE " + name);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return postgres.getJdbcUrl("postgres", name);
	}

}
