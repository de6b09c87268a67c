package io.m2x.server.exports;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.jobs.JobStore;
import io.m2x.server.store.Columns;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.BaseUrls;

/**
 * Reads finished files. They are stored in the database, in chunks, so that every server
 * on it can send them.
 */
@Component
final class ExportFiles {

	/** How long a file can be fetched after it was made. */
	static final Duration LIFETIME = Duration.ofDays(7);

	private static final String FOLDER = BaseUrls.FILES.substring(BaseUrls.PREFIX.length() + 1) + "/";

	/** How many pieces a short transaction can delete. */
	private static final int DELETED_AT_ONCE = 20;

	private final JdbcClient jdbc;

	private final JobStore jobs;

	private final Transactions transactions;

	ExportFiles(JdbcClient jdbc, JobStore jobs, Transactions transactions) {
		this.jdbc = jdbc;
		this.jobs = jobs;
		this.transactions = transactions;
	}

	// Return where the file of a job is, below the base URL.
	String path(long job) {
		String token = this.jdbc.sql("SELECT token FROM exports WHERE job_id = :job")
			.param("job", job)
			.query(String.class)
			.single();
		long created = Instant.ofEpochMilli(this.jobs.createdAt(job)).getEpochSecond();
		return path(token, "values-export-" + created + ".csv");
	}

	private static String path(String token, String name) {
		return FOLDER + token + "/" + name;
	}

	// Find the file that has a token and a name.
	Optional<ExportFile> find(String token, String name) {
		long since = System.currentTimeMillis() - LIFETIME.toMillis();
		return this.jdbc.sql("SELECT job_id, content_length, stored_length FROM exports WHERE token = :token")
			.param("token", token)
			.query((row, index) -> new ExportFile(row.getLong(1), Instant.EPOCH, Columns.integer(row, 2),
					Columns.integer(row, 3)))
			.optional()
			.flatMap((file) -> this.jobs.finishedAt(file.job(), path(token, name), since)
				.map((finished) -> file.finishedAt(Instant.ofEpochMilli(finished))));
	}

	// Open the file of a job, compressed with gzip.
	InputStream open(long job) {
		int count = this.jdbc.sql("SELECT COUNT(*) FROM export_chunks WHERE job_id = :job")
			.param("job", job)
			.query(Integer.class)
			.single();
		return new Chunks(job, count);
	}

	// Delete what there is of a file.
	void deleteChunks(long job) {
		this.transactions.writeInParts(() -> {
			List<Integer> positions = this.jdbc.sql("""
					SELECT position FROM export_chunks WHERE job_id = :job ORDER BY position LIMIT :count""")
				.param("job", job)
				.param("count", DELETED_AT_ONCE)
				.query(Integer.class)
				.list();
			if (!positions.isEmpty()) {
				this.jdbc.sql("DELETE FROM export_chunks WHERE job_id = :job AND position IN (:positions)")
					.param("job", job)
					.param("positions", positions)
					.update();
			}
			return positions.size() == DELETED_AT_ONCE;
		});
	}

	/**
	 * Reads the pieces of a file one after the other.
	 */
	private final class Chunks extends InputStream {

		private final long job;

		private final int count;

		private int next;

		private byte[] chunk = new byte[0];

		private int offset;

		Chunks(long job, int count) {
			this.job = job;
			this.count = count;
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) == 1) ? single[0] & 0xFF : -1;
		}

		@Override
		public int read(byte[] target, int start, int length) throws IOException {
			while (this.offset == this.chunk.length) {
				if (this.next == this.count) {
					return -1;
				}
				this.chunk = load(this.next++);
				this.offset = 0;
			}
			int size = Math.min(length, this.chunk.length - this.offset);
			System.arraycopy(this.chunk, this.offset, target, start, size);
			this.offset += size;
			return size;
		}

		// Decompression reads on behind the end that it has found.
		@Override
		public int available() {
			return this.chunk.length - this.offset;
		}

		private byte[] load(int position) throws IOException {
			return ExportFiles.this.jdbc
				.sql("SELECT content FROM export_chunks WHERE job_id = :job AND position = :position")
				.param("job", this.job)
				.param("position", position)
				.query((row, index) -> row.getBytes(1))
				.optional()
				.orElseThrow(() -> new FileNotFoundException("The file was deleted while it was read"));
		}

	}

}
