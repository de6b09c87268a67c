package io.m2x.benchmarks.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * Upserts batches of 1,000 rows into SQLite on one thread of this process, a commit each.
 */
final class BareSqlite implements Contender {

	private final Connection connection;

	private final PreparedStatement upsert;

	private Instant second = Fleet.now();

	BareSqlite(Workspace workspace) {
		try {
			this.connection = workspace
				.closeLater(DriverManager.getConnection("jdbc:sqlite:" + workspace.directory().resolve("bare.db")));
			try (Statement statement = this.connection.createStatement()) {
				statement.execute("PRAGMA journal_mode = WAL");
				statement.execute("PRAGMA synchronous = NORMAL");
				statement.execute("CREATE TABLE v (stream_id BIGINT NOT NULL, at_ms BIGINT NOT NULL,"
						+ " num DOUBLE PRECISION, PRIMARY KEY (stream_id, at_ms)) WITHOUT ROWID");
			}
			this.connection.setAutoCommit(false);
			this.upsert = this.connection.prepareStatement("INSERT INTO v (stream_id, at_ms, num) VALUES (?, ?, ?)"
					+ " ON CONFLICT (stream_id, at_ms) DO UPDATE SET num = excluded.num");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String name() {
		return "bare SQLite";
	}

	@Override
	public Figures round(Duration duration) {
		return ThreadWork.measure(1, duration, (thread) -> write());
	}

	private void write() throws SQLException {
		for (int stream = 0; stream < BulkWrites.STREAMS; stream++) {
			for (int reading = 0; reading < BulkWrites.READINGS; reading++) {
				this.upsert.setLong(1, stream);
				this.upsert.setLong(2, BulkWrites.millis(this.second, reading));
				this.upsert.setDouble(3, BulkWrites.value(reading));
				this.upsert.addBatch();
			}
		}
		this.upsert.executeBatch();
		this.connection.commit();
		this.second = this.second.plusSeconds(1);
	}

}
