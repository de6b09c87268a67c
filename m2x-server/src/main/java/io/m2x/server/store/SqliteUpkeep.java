package io.m2x.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was committed from the log of the database to its place, and gives the
 * space of deleted data back, in the background and in steps so small that no writer
 * waits.
 */
final class SqliteUpkeep implements AutoCloseable {

	/** Where the log is when the writer itself must clear it, in pages. */
	static final int EMERGENCY_PAGES = 65_536;

	/** The size to which a log shrinks when it begins anew. */
	static final int KEPT_BYTES = 16 * 1024 * 1024;

	/** The size of the log from which on it is worth to be cleared. */
	private static final long CLEARED_BYTES = 4 * 1024 * 1024;

	/** The size of the log from which on it begins anew even under load. */
	private static final long RESTARTED_BYTES = 32 * 1024 * 1024;

	/** The size of the log for which the writer waits a millisecond for who reads. */
	private static final long BYTES_PER_MILLISECOND = 1024 * 1024;

	private static final long MAX_PATIENCE_MILLIS = 1000;

	/** How many pages are given back while the writer waits. */
	private static final int PAGES_AT_ONCE = 128;

	private static final int STEPS_IN_A_ROW = 50;

	/** How many unused pages stay for what is written next. */
	private static final int KEPT_PAGES = 1024;

	private static final Log logger = LogFactory.getLog(SqliteUpkeep.class);

	private final EverySecond background;

	private final Path log;

	private final DataSource connections;

	private final HikariDataSource writer;

	private @Nullable Connection connection;

	private long lastVersion;

	private final OnceAMinute logging = new OnceAMinute();

	// The connections must wait for nobody, unless told otherwise.
	SqliteUpkeep(Path file, DataSource connections, HikariDataSource writer) {
		this.log = file.resolveSibling(file.getFileName() + "-wal");
		this.connections = connections;
		this.writer = writer;
		this.background = new EverySecond("m2x-upkeep-", this::tryRun);
	}

	private void tryRun() {
		try {
			run();
		}
		catch (SQLException | IOException | RuntimeException ex) {
			if (this.logging.isDue()) {
				logger.warn("The log of the database could not be cleared; that is tried again: " + ex.getMessage());
			}
			disconnect();
		}
	}

	private void run() throws SQLException, IOException {
		Connection own = connect();
		long version = number(own, "data_version");
		boolean idle = version == this.lastVersion && this.writer.getHikariPoolMXBean().getActiveConnections() == 0;
		this.lastVersion = version;
		long size = logSize();
		if (size >= CLEARED_BYTES || (idle && size > 0)) {
			number(own, "wal_checkpoint(PASSIVE)");
		}
		if (idle && size > 0) {
			restartLog(own, "TRUNCATE", 0);
		}
		else if (size >= RESTARTED_BYTES) {
			restartLog(own, "RESTART", patience(size));
		}
		for (int step = 0; step < STEPS_IN_A_ROW && number(own, "freelist_count") > KEPT_PAGES; step++) {
			giveBack();
		}
	}

	private Connection connect() throws SQLException {
		Connection own = this.connection;
		if (own == null) {
			own = this.connections.getConnection();
			this.connection = own;
		}
		return own;
	}

	private long logSize() throws IOException {
		try {
			return Files.size(this.log);
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

	// The log can begin anew when nobody reads what it holds. Where there is always
	// somebody, the writer must wait for them: the longer, the larger the log has grown.
	private static long patience(long size) {
		return (size < 2 * RESTARTED_BYTES) ? 0 : Math.min(size / BYTES_PER_MILLISECOND, MAX_PATIENCE_MILLIS);
	}

	// What is left to be moved is little, and nothing is added while the writer is held.
	private void restartLog(Connection own, String mode, long patience) throws SQLException {
		try (Connection held = this.writer.getConnection()) {
			number(own, "busy_timeout = " + patience);
			number(own, "wal_checkpoint(" + mode + ")");
		}
		finally {
			number(own, "busy_timeout = 0");
		}
	}

	private void giveBack() throws SQLException {
		try (Connection held = this.writer.getConnection(); Statement statement = held.createStatement()) {
			statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_AT_ONCE + ")");
		}
	}

	private static long number(Connection connection, String pragma) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
			return result.next() ? result.getLong(1) : 0;
		}
	}

	private void disconnect() {
		Connection own = this.connection;
		this.connection = null;
		if (own != null) {
			try {
				own.close();
			}
			catch (SQLException ex) {
				logger.debug("A connection could not be closed", ex);
			}
		}
	}

	@Override
	public void close() {
		this.background.close();
		disconnect();
	}

}
