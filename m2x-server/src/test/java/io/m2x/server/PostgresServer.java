package io.m2x.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.m2x.server.store.ConnectionDemand;
import io.m2x.server.store.Database;
import io.m2x.server.store.DatabaseSettings;

/**
 * A PostgreSQL of this process, which starts with its first use and ends with the
 * process.
 */
final class PostgresServer {

	private static final String USER = "postgres";

	private static final String TEMPLATE = "migrated";

	private static final String MAX_CONNECTIONS = "500";

	private static PostgresServer instance;

	private final EmbeddedPostgres postgres;

	private PostgresServer() {
		try {
			this.postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", MAX_CONNECTIONS).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run("CREATE DATABASE " + TEMPLATE);
		Database
			.open(DatabaseSettings.inServer(url(TEMPLATE), null, null), List.of(new ConnectionDemand("template", 2)))
			.close();
	}

	static synchronized PostgresServer instance() {
		if (instance == null) {
			instance = new PostgresServer();
		}
		return instance;
	}

	/**
	 * Create a database that has the schema already, and return its URL.
	 */
	String createDatabase() {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "");
		run("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
		return url(name);
	}

	private String url(String database) {
		return this.postgres.getJdbcUrl(USER, database);
	}

	private synchronized void run(String sql) {
		try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
