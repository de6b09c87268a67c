package io.m2x.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.util.Assert;

/**
 * The open database: pools of connections to a schema of the current version. What is
 * said differently to different databases is known here and by the classes below.
 *
 * @since 0.1.0
 */
public abstract class Database implements AutoCloseable {

	/** How long a transaction waits for another one's lock. */
	static final int LOCK_MILLIS = 3000;

	/** How long one statement may take. */
	static final int STATEMENT_MILLIS = 10_000;

	private static final String MIGRATIONS = "classpath:io/m2x/server/db/migration";

	private final RoutedDataSource pools;

	private final SQLExceptionTranslator exceptionTranslator;

	private final DatabaseWatch watch;

	Database(RoutedDataSource pools, SQLExceptionTranslator exceptionTranslator) {
		this.pools = pools;
		this.exceptionTranslator = exceptionTranslator;
		this.watch = new DatabaseWatch(this);
		pools.failFastWhile(this.watch::isFailing);
	}

	/**
	 * Open the database and bring its schema up to date.
	 * @param settings where the data are
	 * @param demands who needs connections
	 * @return the open database
	 * @throws IllegalArgumentException if nobody needs a connection
	 * @throws IllegalStateException if the database can't be used
	 */
	public static Database open(DatabaseSettings settings, Collection<ConnectionDemand> demands) {
		Assert.notEmpty(demands,
				"Nobody needs a connection; make sure that the component scan finds the server's" + " packages");
		int connections = demands.stream().mapToInt(ConnectionDemand::connections).sum();
		Database database = (settings.url() != null) ? PostgresDatabase.open(settings, settings.url(), connections)
				: SqliteDatabase.open(settings, connections);
		database.watch.start();
		return database;
	}

	/**
	 * Create the schema of SQLite in a new file, in the same way each time.
	 * @param file the file, which is replaced
	 * @throws IOException if the file can't be created
	 */
	public static void createEmpty(Path file) throws IOException {
		Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
		Files.deleteIfExists(file);
		Files.createFile(file);
		SqliteDatabase.createSchema(file);
	}

	static void migrate(DataSource dataSource, Map<String, String> words) {
		Flyway.configure(Database.class.getClassLoader())
			.dataSource(dataSource)
			.locations(MIGRATIONS)
			.callbackLocations(MIGRATIONS)
			.failOnMissingLocations(true)
			.placeholders(words)
			.load()
			.migrate();
	}

	/**
	 * Return where to get connections. Outside of {@link Transactions} they only read.
	 * @return the pooled data source
	 */
	public final DataSource dataSource() {
		return this.pools;
	}

	/**
	 * Return where to get connections for libraries that do without {@link Transactions}
	 * and commit each statement on its own.
	 * @return the pooled data source
	 */
	public final DataSource singleStatements() {
		return new PoolByStatement(this.pools.readers(), this.pools.writers());
	}

	/**
	 * Return where to get connections that write.
	 * @return the pooled data source
	 */
	public final DataSource writers() {
		return this.pools.writers();
	}

	/**
	 * Return how to tell what a failure of the database means. What means that the
	 * database can't be used for now is a
	 * {@link org.springframework.dao.DataAccessResourceFailureException}, a lost race a
	 * {@link org.springframework.dao.ConcurrencyFailureException}, a violated constraint
	 * a {@link org.springframework.dao.DataIntegrityViolationException}.
	 * @return the translator
	 */
	public final SQLExceptionTranslator exceptionTranslator() {
		return this.exceptionTranslator;
	}

	/**
	 * Return how many transactions can write at the same time.
	 * @return the number, at least one
	 */
	public abstract int parallelWrites();

	/**
	 * Return what locks the rows of a query until the transaction ends.
	 * @return the end of the query; empty where nobody else writes anyway
	 */
	public abstract String forUpdate();

	/**
	 * Return whether the database can be used, as far as the last seconds showed.
	 * @return whether nothing is known to fail
	 */
	public final boolean isAvailable() {
		return !this.watch.isFailing();
	}

	final DatabaseWatch watch() {
		return this.watch;
	}

	// Use the database, and if it failed before, store something.
	abstract void tryOut(boolean thoroughly) throws SQLException;

	static void run(DataSource dataSource, String sql) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	// Fail if a commit would not store what was done before.
	abstract void checkCommit(Connection connection) throws SQLException;

	final RoutedDataSource pools() {
		return this.pools;
	}

	@Override
	public void close() {
		this.watch.close();
		this.pools.close();
	}

}
