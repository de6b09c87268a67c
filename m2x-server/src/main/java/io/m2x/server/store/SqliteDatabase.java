package io.m2x.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite, in a directory. One connection writes, so that nobody ever finds the file
 * locked; as many as are needed read beside it, each what was committed when it began.
 */
final class SqliteDatabase extends Database {

	private static final Map<String, String> WORDS = Map.of("id", "INTEGER PRIMARY KEY AUTOINCREMENT", "rank",
			"INTEGER PRIMARY KEY", "bytes", "BLOB", "clustered", "WITHOUT ROWID", "collation", "");

	/** The property with the directory for the native library. */
	private static final String UNPACKED = "org.sqlite.tmpdir";

	/** Waits for a lock that somebody else holds. Nobody should. */
	private static final String BUSY_TIMEOUT = "busy_timeout = " + LOCK_MILLIS;

	/** A migration takes as long as it takes. */
	private static final int UNLIMITED = Integer.MAX_VALUE;

	/** The memory for pages of the connection that writes, in kibibytes. */
	private static final int WRITER_CACHE = 8192;

	/** The memory for pages of each connection that reads, in kibibytes. */
	private static final int READER_CACHE = 1024;

	private static final int IDLE_READERS = 2;

	/**
	 * How many prepared statements the connection that writes keeps: groups of each size
	 * have their own.
	 */
	private static final int WRITER_STATEMENTS = 256;

	/** How many prepared statements each other connection keeps. */
	private static final int READER_STATEMENTS = 32;

	private final DataDirectory directory;

	private final SqliteUpkeep upkeep;

	private SqliteDatabase(RoutedDataSource pools, DataDirectory directory, DataSource upkeepConnections) {
		super(pools, new SqliteExceptionTranslator());
		this.directory = directory;
		this.upkeep = new SqliteUpkeep(directory.file(), upkeepConnections, pools.writers());
	}

	static SqliteDatabase open(DatabaseSettings settings, int connections) {
		Path folder = settings.directory();
		DataDirectory directory = (folder != null) ? DataDirectory.of(folder) : DataDirectory.temporary();
		boolean opened = false;
		try {
			loadLibrary(directory);
			SqliteDatabase database = open(directory, settings.synchronous(), connections);
			opened = true;
			return database;
		}
		catch (RuntimeException ex) {
			throw explain(ex, directory);
		}
		finally {
			if (!opened) {
				directory.close();
			}
		}
	}

	private static SqliteDatabase open(DataDirectory directory, boolean synchronous, int connections) {
		String sync = "synchronous = " + (directory.isTemporary() ? "OFF" : synchronous ? "FULL" : "NORMAL");
		if (!directory.isNew()) {
			updateSchema(directory.file(), sync);
		}
		// Checkpoints are made by the upkeep, unless it can't.
		DataSource writers = connections(directory, WRITER_STATEMENTS,
				List.of(BUSY_TIMEOUT, sync, "foreign_keys = ON", "cache_size = -" + WRITER_CACHE,
						"wal_autocheckpoint = " + SqliteUpkeep.EMERGENCY_PAGES,
						"journal_size_limit = " + SqliteUpkeep.KEPT_BYTES));
		DataSource readers = connections(directory, READER_STATEMENTS,
				List.of(BUSY_TIMEOUT, "query_only = ON", "cache_size = -" + READER_CACHE));
		RoutedDataSource pools = RoutedDataSource.open(pool("m2x-server-readers", readers, connections),
				pool("m2x-server-writer", writers, 1));
		return new SqliteDatabase(pools, directory,
				connections(directory.file(), UNLIMITED, List.of("busy_timeout = 0", sync)));
	}

	private static DataSource connections(DataDirectory directory, int keptStatements, List<String> pragmas) {
		SqliteConnections all = new SqliteConnections(directory.file(), STATEMENT_MILLIS, keptStatements, pragmas);
		return new Connections() {

			@Override
			public Connection getConnection() throws SQLException {
				directory.requireFile();
				return all.getConnection();
			}

		};
	}

	private static DataSource connections(Path file, int limitMillis, List<String> pragmas) {
		return new SqliteConnections(file, limitMillis, READER_STATEMENTS, pragmas);
	}

	// Create the schema in an empty file, each time in the same way.
	static void createSchema(Path file) {
		updateSchema(file, "synchronous = OFF");
		DataSource connections = connections(file, UNLIMITED, List.of());
		run(connections, "UPDATE flyway_schema_history SET installed_on = '2000-01-01 00:00:00', execution_time = 0",
				"VACUUM");
	}

	private static void updateSchema(Path file, String sync) {
		// The first of them has an effect on a new file only, before anything else is in
		// it; both stay with the file.
		run(connections(file, UNLIMITED, List.of(BUSY_TIMEOUT, "auto_vacuum = INCREMENTAL", "journal_mode = WAL")));
		migrate(connections(file, UNLIMITED, List.of(BUSY_TIMEOUT, sync, "foreign_keys = ON")), WORDS);
	}

	private static void run(DataSource connections, String... statements) {
		try (Connection connection = connections.getConnection(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HikariConfig pool(String name, DataSource connections, int size) {
		HikariConfig config = new HikariConfig();
		config.setPoolName(name);
		config.setDataSource(connections);
		config.setMaximumPoolSize(size);
		config.setMinimumIdle(Math.min(size, IDLE_READERS));
		config.setConnectionTimeout(LOCK_MILLIS);
		config.setMaxLifetime(0);
		return config;
	}

	// The library must be unpacked before it is loaded. Where temporary files may be no
	// programs, those in the directory of the data mostly may.
	private static void loadLibrary(DataDirectory directory) {
		try {
			SQLiteJDBCLoader.initialize();
		}
		catch (Exception | LinkageError ex) {
			boolean chosen = System.getProperty(UNPACKED) != null;
			if (!chosen && !directory.isTemporary()) {
				loadLibraryFrom(directory);
			}
			else {
				throw notLoaded(ex);
			}
		}
	}

	private static void loadLibraryFrom(DataDirectory directory) {
		System.setProperty(UNPACKED, directory.path().toString());
		try {
			SQLiteJDBCLoader.initialize();
		}
		catch (Exception | LinkageError ex) {
			throw notLoaded(ex);
		}
		finally {
			System.clearProperty(UNPACKED);
		}
	}

	private static IllegalStateException notLoaded(Throwable cause) {
		return new IllegalStateException("The native library of SQLite can't be loaded from the directory '"
				+ System.getProperty(UNPACKED, System.getProperty("java.io.tmpdir")) + "'; set the system property '"
				+ UNPACKED + "' to a directory that this process may write to and run programs from", cause);
	}

	private static RuntimeException explain(RuntimeException ex, DataDirectory directory) {
		Throwable cause = ex;
		while (cause != null && !(cause instanceof SQLiteException)) {
			cause = cause.getCause();
		}
		if (!(cause instanceof SQLiteException failure)) {
			return (ex instanceof PoolInitializationException) ? directory.unusable(ex) : ex;
		}
		SQLiteErrorCode code = SqliteExceptionTranslator.primary(failure.getResultCode());
		return switch (code) {
			case SQLITE_NOTADB, SQLITE_CORRUPT -> directory.damaged(failure);
			case SQLITE_FULL -> directory.full(failure);
			default -> directory.unusable(failure);
		};
	}

	@Override
	public int parallelWrites() {
		return 1;
	}

	@Override
	public String forUpdate() {
		return "";
	}

	@Override
	void checkCommit(Connection connection) {
		// Most statements that fail have changed nothing, and the others are stored.
		// After a
		// few failures, such as a full disk, SQLite has ended the transaction. Then there
		// is
		// nothing to commit, and the commit itself fails.
	}

	@Override
	void tryOut(boolean thoroughly) throws SQLException {
		checkFile();
		run(pools().readers(), "SELECT 1 FROM sqlite_schema");
		if (thoroughly) {
			// Nothing else has a use for that number.
			run(pools().writers(), "PRAGMA user_version = " + (System.currentTimeMillis() & Integer.MAX_VALUE));
		}
	}

	private void checkFile() throws SQLException {
		try {
			this.directory.requireFile();
		}
		finally {
			if (this.directory.isLost()) {
				pools().renew();
			}
		}
	}

	@Override
	public void close() {
		try (this.directory) {
			this.upkeep.close();
			super.close();
		}
	}

}
