package io.m2x.server;

import java.util.Collection;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.store.Database;

/**
 * Looks behind the wire where a test has no other way.
 */
public final class TestContext {

	private TestContext() {
	}

	public static <T> T bean(M2xServer server, Class<T> type) {
		return server.context().getBean(type);
	}

	/**
	 * Return access to the database, with a transaction for each statement.
	 */
	public static JdbcClient jdbc(M2xServer server) {
		return JdbcClient.create(batches(server));
	}

	public static JdbcTemplate batches(M2xServer server) {
		return new JdbcTemplate(bean(server, Database.class).writers());
	}

	/**
	 * Return a table of whole numbers in SQL, whose column is {@code x}.
	 */
	public static String numbers(long first, long last) {
		return "(WITH RECURSIVE n (x) AS (SELECT " + first + " UNION ALL SELECT x + 1 FROM n WHERE x < " + last
				+ ") SELECT x FROM n) numbers";
	}

	public static <T> Collection<T> beans(M2xServer server, Class<T> type) {
		return server.context().getBeansOfType(type).values();
	}

	public static <T> T bean(M2xServer server, String name, Class<T> type) {
		return server.context().getBean(name, type);
	}

}
