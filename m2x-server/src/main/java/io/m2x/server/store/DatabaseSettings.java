package io.m2x.server.store;

import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Says where the data are: in temporary files, in a directory, or in a database server.
 *
 * @param directory the directory of the files; {@code null} for temporary ones, or with a
 * server
 * @param url the address of the server for JDBC, or {@code null} for none
 * @param username the name for the server; {@code null} if the address says it
 * @param password the password for the server; {@code null} if the address says it, or
 * for none
 * @param poolSize how many connections to the server there may be; {@code null} for as
 * many as the threads can use
 * @param synchronous whether each commit waits until the disk has it, so that it survives
 * a power failure; means nothing for a server, whose own settings decide
 * @since 0.1.0
 */
public record DatabaseSettings(@Nullable Path directory, @Nullable String url, @Nullable String username,
		@Nullable String password, @Nullable Integer poolSize, boolean synchronous) {

	/** All that is before a host, even with signs that should not be there. */
	private static final Pattern CREDENTIALS = Pattern.compile("^(jdbc:[^:/]*:)(?://[^/]*|[^?]*)@");

	/** The smallest number of connections to a server. */
	private static final int MIN_POOL_SIZE = 2;

	/**
	 * Create settings.
	 * @throws IllegalArgumentException if there are both a directory and a server, or too
	 * few connections
	 */
	public DatabaseSettings {
		Assert.isTrue(directory == null || url == null, "The data are either in a directory or in a server, not both");
		Assert.isTrue(poolSize == null || poolSize >= MIN_POOL_SIZE,
				"The pool of connections must have a size of at least " + MIN_POOL_SIZE);
	}

	/**
	 * Keep the data in temporary files, until the database is closed.
	 * @return the settings
	 */
	public static DatabaseSettings temporary() {
		return new DatabaseSettings(null, null, null, null, null, false);
	}

	/**
	 * Keep the data in a directory.
	 * @param directory the directory, created when missing
	 * @return the settings
	 */
	public static DatabaseSettings inDirectory(Path directory) {
		return new DatabaseSettings(directory, null, null, null, null, false);
	}

	/**
	 * Keep the data in a database server.
	 * @param url the address for JDBC, for example
	 * {@code jdbc:postgresql://localhost/m2x}
	 * @param username the name, or {@code null} if the address says it
	 * @param password the password, or {@code null} for none
	 * @return the settings
	 */
	public static DatabaseSettings inServer(String url, @Nullable String username, @Nullable String password) {
		return new DatabaseSettings(null, url, username, password, null, false);
	}

	/**
	 * Return the address without its parameters, which may hold a password.
	 * @return what may be shown, or {@code null} without a server
	 */
	@Nullable String shownUrl() {
		return (this.url != null) ? CREDENTIALS.matcher(this.url).replaceFirst("$1//").replaceFirst("\\?.*", "") : null;
	}

	// Return whether the address has a username before its host, and maybe a password.
	boolean hasCredentialsInUrl() {
		return this.url != null && CREDENTIALS.matcher(this.url).find();
	}

	@Override
	public String toString() {
		return "DatabaseSettings[directory=" + this.directory + ", url=" + shownUrl() + "]";
	}

}
