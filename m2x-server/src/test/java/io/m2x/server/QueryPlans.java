package io.m2x.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.m2x.server.store.Database;

/**
 * Asks the database how it would run a query.
 */
public final class QueryPlans {

	private QueryPlans() {
	}

	/**
	 * Return the plan of a query. PostgreSQL must not take the quickest way through the
	 * few rows of a test.
	 */
	public static String of(M2xServer server, String sql, Map<String, ?> parameters) throws SQLException {
		DataSource dataSource = TestContext.bean(server, Database.class).dataSource();
		try (Connection connection = dataSource.getConnection()) {
			boolean sqlite = "SQLite".equals(connection.getMetaData().getDatabaseProductName());
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			if (!sqlite) {
				jdbc.sql("SET enable_seqscan = off").update();
			}
			List<String> lines = jdbc.sql((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql)
				.params(parameters)
				.query((row, index) -> row.getString(sqlite ? "detail" : "QUERY PLAN"))
				.list();
			if (!sqlite) {
				jdbc.sql("RESET enable_seqscan").update();
			}
			return String.join("\n", lines);
		}
	}

}
