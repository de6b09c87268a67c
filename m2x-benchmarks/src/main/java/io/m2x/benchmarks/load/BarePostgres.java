package io.m2x.benchmarks.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Upserts 1,000 rows with each statement and commit into PostgreSQL, over two
 * connections: of all ways the quickest.
 */
final class BarePostgres implements Contender {

	private static final int CONNECTIONS = 2;

	private final Postgres postgres;

	private final List<Writer> writers = new ArrayList<>();

	BarePostgres(Postgres postgres, Workspace workspace) {
		this.postgres = postgres;
		postgres.execute(Postgres.USER, "CREATE TABLE v (stream_id BIGINT NOT NULL, at_ms BIGINT NOT NULL,"
				+ " num DOUBLE PRECISION, PRIMARY KEY (stream_id, at_ms))");
		try {
			for (int i = 0; i < CONNECTIONS; i++) {
				Connection connection = workspace.closeLater(postgres.connect(Postgres.USER));
				connection.setAutoCommit(false);
				this.writers.add(new Writer(connection, i * BulkWrites.STREAMS));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String name() {
		return "bare PostgreSQL";
	}

	@Override
	public Figures round(Duration duration) {
		Duration before = this.postgres.process().cpu();
		Figures figures = ThreadWork.measure(CONNECTIONS, duration, (thread) -> this.writers.get(thread).write());
		double writes = figures.perSecond() * duration.toNanos() / 1e9 / BulkWrites.VALUES;
		return new Figures(figures.perSecond(), 0, 0, figures.cpu(),
				this.postgres.process().cpu().minus(before).toNanos() / 1e3 / writes, figures.own());
	}

	private static final class Writer {

		private final Connection connection;

		private final PreparedStatement upsert;

		private final int firstStream;

		private Instant second = Fleet.now();

		Writer(Connection connection, int firstStream) throws SQLException {
			this.connection = connection;
			this.firstStream = firstStream;
			this.upsert = connection.prepareStatement("INSERT INTO v (stream_id, at_ms, num) VALUES "
					+ String.join(",", Collections.nCopies(BulkWrites.VALUES, "(?, ?, ?)"))
					+ " ON CONFLICT (stream_id, at_ms) DO UPDATE SET num = excluded.num");
		}

		void write() throws SQLException {
			int parameter = 1;
			for (int stream = 0; stream < BulkWrites.STREAMS; stream++) {
				for (int reading = 0; reading < BulkWrites.READINGS; reading++) {
					this.upsert.setLong(parameter++, (long) this.firstStream + stream);
					this.upsert.setLong(parameter++, BulkWrites.millis(this.second, reading));
					this.upsert.setDouble(parameter++, BulkWrites.value(reading));
				}
			}
			this.upsert.executeUpdate();
			this.connection.commit();
			this.second = this.second.plusSeconds(1);
		}

	}

}
