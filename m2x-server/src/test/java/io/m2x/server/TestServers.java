package io.m2x.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Describes servers for tests, on the database that the tests are run on: SQLite or, with
 * the system property {@code m2x.test.database=postgres}, PostgreSQL.
 */
public final class TestServers {

	private static final boolean POSTGRES = "postgres".equals(System.getProperty("m2x.test.database"));

	private static final Map<Path, String> URLS = new ConcurrentHashMap<>();

	private TestServers() {
	}

	/**
	 * Describe a server with data of its own.
	 */
	public static M2xServer.Builder builder() {
		return POSTGRES ? on(postgresUrl()) : M2xServer.builder();
	}

	/**
	 * Describe a server with the data of all servers of the same directory.
	 */
	public static M2xServer.Builder builder(Path directory) {
		return POSTGRES ? on(url(directory)) : M2xServer.builder().dataDirectory(directory);
	}

	/**
	 * Describe a server on a database in PostgreSQL, whatever the other tests run on.
	 */
	public static M2xServer.Builder on(String url) {
		return M2xServer.builder().database(url, null, null);
	}

	/**
	 * Create a database in PostgreSQL, whatever the other tests run on, and return its
	 * URL.
	 */
	public static String postgresUrl() {
		return PostgresServer.instance().createDatabase();
	}

	/**
	 * Return the URL of the database that stands for a directory, {@code null} if the
	 * directory itself has the data.
	 */
	public static String urlOrNull(Path directory) {
		return POSTGRES ? url(directory) : null;
	}

	private static String url(Path directory) {
		return URLS.computeIfAbsent(directory, (path) -> postgresUrl());
	}

}
