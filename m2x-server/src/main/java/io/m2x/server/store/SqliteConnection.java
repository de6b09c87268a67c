package io.m2x.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A connection whose statements end after a while, and which keeps those that are
 * prepared. The library's own time limit of a statement limits only how long it waits for
 * a lock.
 */
final class SqliteConnection extends JDBC4Connection {

	/**
	 * After how many steps of a statement the time is looked at. A step takes less than a
	 * microsecond, or as long as the disk needs for a page.
	 */
	private static final int STEPS_BETWEEN_CHECKS = 4000;

	/** Else every insertion is followed by a query for the key of its row. */
	private static final Properties WITHOUT_GENERATED_KEYS = withoutGeneratedKeys();

	private final int maxKept;

	/** Statements that nobody uses, by their SQL, that of the oldest use first. */
	private final Map<String, SqliteStatement> kept = new LinkedHashMap<>();

	private final long limitNanos;

	private volatile long begin;

	SqliteConnection(String url, String file, int limitMillis, int maxKept) throws SQLException {
		super(url, file, WITHOUT_GENERATED_KEYS);
		this.maxKept = maxKept;
		this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
		this.begin = System.nanoTime();
		ProgressHandler.setHandler(this, STEPS_BETWEEN_CHECKS, new ProgressHandler() {
			@Override
			protected int progress() {
				return isLate() ? 1 : 0;
			}
		});
	}

	private static Properties withoutGeneratedKeys() {
		SQLiteConfig config = new SQLiteConfig();
		config.setGetGeneratedKeys(false);
		return config.toProperties();
	}

	long limitMillis() {
		return TimeUnit.NANOSECONDS.toMillis(this.limitNanos);
	}

	private boolean isLate() {
		return System.nanoTime() - this.begin > this.limitNanos;
	}

	@Override
	public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
		this.begin = System.nanoTime();
		return super.createStatement(type, concurrency, holdability);
	}

	@Override
	public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
			throws SQLException {
		this.begin = System.nanoTime();
		checkOpen();
		checkCursor(type, concurrency, holdability);
		SqliteStatement known = this.kept.remove(sql);
		return (known != null) ? known.reuse() : new SqliteStatement(this, sql);
	}

	// Keep a statement that is not in use any more.
	void keep(SqliteStatement statement) throws SQLException {
		SqliteStatement other = this.kept.put(statement.text(), statement);
		if (other != null) {
			other.discard();
		}
		if (this.kept.size() > this.maxKept) {
			Iterator<SqliteStatement> oldest = this.kept.values().iterator();
			oldest.next().discard();
			oldest.remove();
		}
	}

	@Override
	public void commit() throws SQLException {
		this.begin = System.nanoTime();
		super.commit();
	}

}
