package io.m2x.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The open database: a pool of connections to a schema of the current version.
 *
 * @since 0.1.0
 */
public final class Database implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Database.class);

	private static final String MIGRATIONS = "classpath:io/m2x/server/db/migration";

	/** How many milliseconds a transaction waits for another one's lock. */
	private static final String LOCK_TIMEOUT = ";LOCK_TIMEOUT=3000";

	private static final int H2_ALREADY_OPEN = 90020;

	private final HikariDataSource dataSource;

	private final boolean volatileData;

	private Database(HikariDataSource dataSource, boolean volatileData) {
		this.dataSource = dataSource;
		this.volatileData = volatileData;
	}

	/**
	 * Open the database and bring its schema up to date.
	 * @param directory the directory of the database files, created when missing, or
	 * {@code null} to keep everything in memory
	 * @param demands who needs connections; the pool has one for each that is needed
	 * @return the open database
	 * @throws IllegalArgumentException if nobody needs a connection
	 * @throws IllegalStateException if the directory can't be used
	 */
	public static Database open(@Nullable Path directory, Collection<ConnectionDemand> demands) {
		Assert.notEmpty(demands,
				"Nobody needs a connection; make sure that the component scan finds the server's" + " packages");
		HikariConfig config = new HikariConfig();
		config.setPoolName("m2x-server");
		config.setMaximumPoolSize(demands.stream().mapToInt(ConnectionDemand::connections).sum());
		config.setDriverClassName("org.h2.Driver");
		config.setUsername("sa");
		config.setJdbcUrl((directory != null) ? fileUrl(directory) : memoryUrl());
		Database database = new Database(connect(config, directory), directory == null);
		try {
			database.migrate();
			return database;
		}
		catch (RuntimeException ex) {
			database.close();
			throw ex;
		}
	}

	private static String memoryUrl() {
		return "jdbc:h2:mem:m2x-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + LOCK_TIMEOUT;
	}

	private static String fileUrl(Path directory) {
		Path folder = directory.toAbsolutePath().normalize();
		if (folder.toString().contains(";")) {
			throw new IllegalStateException(
					"The data directory '" + folder + "' has a semicolon in its name; choose another directory");
		}
		try {
			if (folder.getParent() != null) {
				Files.createDirectories(folder.getParent());
			}
			Files.createDirectories(folder, onlyForOwner(folder));
		}
		catch (IOException ex) {
			throw unusable(folder, ex);
		}
		if (!Files.isWritable(folder)) {
			throw unusable(folder, null);
		}
		// A write delay of zero hands every commit to the operating system at once, so
		// that a killed process loses nothing it has acknowledged.
		return "jdbc:h2:file:" + folder.resolve("m2x") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
				+ LOCK_TIMEOUT;
	}

	// The database contains keys, so only its owner may read it.
	private static FileAttribute<?>[] onlyForOwner(Path folder) {
		return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
				: new FileAttribute<?>[0];
	}

	private static HikariDataSource connect(HikariConfig config, @Nullable Path directory) {
		try {
			return new HikariDataSource(config);
		}
		catch (PoolInitializationException ex) {
			if (directory == null) {
				throw ex;
			}
			Path folder = directory.toAbsolutePath().normalize();
			if (ex.getCause() instanceof SQLException cause && cause.getErrorCode() == H2_ALREADY_OPEN) {
				throw new IllegalStateException("The data directory '" + folder
						+ "' is in use by another process; stop that process or choose another directory", ex);
			}
			throw unusable(folder, ex);
		}
	}

	private static IllegalStateException unusable(Path folder, @Nullable Exception cause) {
		return new IllegalStateException("The data directory '" + folder
				+ "' can't be used; make sure that it is a directory, that its files are intact"
				+ " and that this process may write to it", cause);
	}

	private void migrate() {
		Flyway.configure(Database.class.getClassLoader())
			.dataSource(this.dataSource)
			.locations(MIGRATIONS)
			.callbackLocations(MIGRATIONS)
			.failOnMissingLocations(true)
			.load()
			.migrate();
	}

	/**
	 * Return where to get connections.
	 * @return the pooled data source
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void close() {
		if (this.volatileData && !this.dataSource.isClosed()) {
			releaseMemory();
		}
		this.dataSource.close();
	}

	// Releases the memory with the last connection.
	private void releaseMemory() {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET DB_CLOSE_DELAY 0");
		}
		catch (SQLException ex) {
			logger.warn("The data in memory could not be released", ex);
		}
	}

}
