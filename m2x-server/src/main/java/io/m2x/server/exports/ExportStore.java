package io.m2x.server.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.exports.ExportStoppedException.Reason;
import io.m2x.server.jobs.JobStore;
import io.m2x.server.store.Database;
import io.m2x.server.store.Transactions;

/**
 * Stores exports and their progress.
 */
@Component
final class ExportStore {

	/** The greatest number of attempts at an export. */
	static final int MAX_ATTEMPTS = 4;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final JobStore jobs;

	private final Transactions transactions;

	private final ExportFiles files;

	private final String locking;

	ExportStore(JdbcClient jdbc, JdbcTemplate batches, JobStore jobs, Transactions transactions, ExportFiles files,
			Database database) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.jobs = jobs;
		this.transactions = transactions;
		this.files = files;
		this.locking = database.forUpdate();
	}

	// Add an export that nobody has begun.
	void insert(Export export, String token) {
		this.jdbc.sql("""
				INSERT INTO exports (job_id, token, start_at, end_at, row_limit, with_location, for_spreadsheet,
				attempt)
				VALUES (:job, :token, :start, :end, :limit, :location, :spreadsheet, 0)""")
			.param("job", export.job())
			.param("token", token)
			.param("start", export.start())
			.param("end", export.end())
			.param("limit", export.limit())
			.param("location", export.withLocation())
			.param("spreadsheet", export.forSpreadsheet())
			.update();
		List<Object[]> rows = new ArrayList<>();
		export.columns()
			.forEach((column) -> rows
				.add(new Object[] { export.job(), rows.size(), column.stream(), column.name(), column.numeric() }));
		this.batches.batchUpdate(
				"INSERT INTO export_streams (job_id, position, stream_id, name, is_numeric) VALUES (?, ?, ?, ?, ?)",
				rows);
	}

	// Begin the work, from the start also if somebody began it before. Empty if there is
	// nothing to do, or if it was tried too often, which then is the job's error.
	Optional<Export> begin(long job) {
		Optional<Export> export = this.transactions.write(() -> {
			Optional<Export> open = find(job);
			open.filter((found) -> found.attempt() <= MAX_ATTEMPTS).ifPresent((found) -> {
				setAttempt(job, found.attempt());
				this.jobs.start(job, System.currentTimeMillis());
			});
			return open;
		});
		if (export.isPresent() && export.get().attempt() > MAX_ATTEMPTS) {
			fail(export.get(), "The export was begun " + MAX_ATTEMPTS + " times and never came to its end.");
			return Optional.empty();
		}
		export.ifPresent((begun) -> this.files.deleteChunks(job));
		return export;
	}

	private Optional<Export> find(long job) {
		if (attempt(job).isEmpty()) {
			return Optional.empty();
		}
		List<Export.Column> columns = this.jdbc
			.sql("SELECT stream_id, name, is_numeric FROM export_streams WHERE job_id = :job ORDER BY position")
			.param("job", job)
			.query((row, index) -> new Export.Column(row.getLong(1), row.getString(2), row.getBoolean(3)))
			.list();
		// Without a device the row is 0, of which nothing exists.
		return this.jobs.findOpen(job)
			.flatMap((device) -> this.jdbc.sql("""
					SELECT start_at, end_at, row_limit, with_location, for_spreadsheet, attempt FROM exports
					WHERE job_id = :job""")
				.param("job", job)
				.query((row, index) -> new Export(job, device, columns, row.getLong(1), row.getLong(2), row.getLong(3),
						row.getBoolean(4), row.getBoolean(5), row.getInt(6) + 1))
				.optional());
	}

	// Lock the export and return how often it was begun.
	private Optional<Integer> attempt(long job) {
		return this.jdbc.sql("SELECT attempt FROM exports WHERE job_id = :job" + this.locking)
			.param("job", job)
			.query(Integer.class)
			.optional();
	}

	private void setAttempt(long job, int attempt) {
		this.jdbc.sql("UPDATE exports SET attempt = :attempt WHERE job_id = :job")
			.param("attempt", attempt)
			.param("job", job)
			.update();
	}

	// Add the next piece of the file.
	void addChunk(Export export, int position, byte[] content) {
		this.transactions.write(() -> {
			requireMine(export);
			this.jdbc.sql("INSERT INTO export_chunks (job_id, position, content) VALUES (:job, :position, :content)")
				.param("job", export.job())
				.param("position", position)
				.param("content", content)
				.update();
		});
	}

	// Mark the file as complete and store its length.
	void complete(Export export, long contentLength, long storedLength) {
		this.transactions.write(() -> {
			requireMine(export);
			this.jdbc.sql("UPDATE exports SET content_length = :content, stored_length = :stored WHERE job_id = :job")
				.param("content", contentLength)
				.param("stored", storedLength)
				.param("job", export.job())
				.update();
			this.jobs.complete(export.job(), this.files.path(export.job()), System.currentTimeMillis());
		});
	}

	// Mark the export as failed and delete its chunks.
	void fail(Export export, String errors) {
		this.transactions.write(() -> this.jobs.fail(export.job(), errors, System.currentTimeMillis()));
		this.files.deleteChunks(export.job());
	}

	// Mark the export as interrupted, which does not count as an attempt.
	void putDown(Export export) {
		this.transactions.write(() -> {
			if (isMine(export)) {
				setAttempt(export.job(), export.attempt() - 1);
			}
		});
	}

	private boolean isMine(Export export) {
		return attempt(export.job()).filter((attempt) -> attempt == export.attempt()).isPresent();
	}

	// A server without heartbeats may continue its work after another one has taken it
	// over.
	private void requireMine(Export export) {
		if (!isMine(export)) {
			throw new ExportStoppedException(Reason.TAKEN_OVER);
		}
		if (!this.jobs.hasDevice(export.job())) {
			throw new ExportStoppedException(Reason.DEVICE_DELETED);
		}
	}

}
