package io.m2x.server.exports;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.jobs.JobStore;
import io.m2x.server.store.Transactions;

/**
 * Deletes old jobs with their files, and the files of deleted devices.
 */
@Component
final class ExportCleaner {

	private static final Duration INTERVAL = Duration.ofMinutes(10);

	private static final int DELETED_AT_ONCE = 100;

	private final JdbcClient jdbc;

	private final JobStore jobs;

	private final ExportFiles files;

	private final Transactions transactions;

	ExportCleaner(JdbcClient jdbc, JobStore jobs, ExportFiles files, Transactions transactions) {
		this.jdbc = jdbc;
		this.jobs = jobs;
		this.files = files;
		this.transactions = transactions;
	}

	@Bean("m2xExportCleanerTask")
	Task<Void> task() {
		return Tasks.recurring("clean-up-exports", FixedDelay.of(INTERVAL))
			.execute((instance, context) -> clean(System.currentTimeMillis()));
	}

	void clean(long now) {
		long oldest = now - ExportFiles.LIFETIME.toMillis();
		deleteAll(() -> this.jobs.finishedUntil(oldest, DELETED_AT_ONCE), this.jobs::delete);
		deleteAll(() -> withoutDevice(oldest), this::deleteExport);
	}

	private List<Long> withoutDevice(long oldest) {
		return this.jdbc
			.sql("SELECT e.job_id FROM exports e JOIN (" + JobStore.withoutDevice(":oldest")
					+ ") j ON j.id = e.job_id LIMIT :count")
			.param("oldest", oldest)
			.param("count", DELETED_AT_ONCE)
			.query(Long.class)
			.list();
	}

	private void deleteExport(long job) {
		this.jdbc.sql("DELETE FROM exports WHERE job_id = :job").param("job", job).update();
	}

	private void deleteAll(Supplier<List<Long>> search, LongConsumer deletion) {
		List<Long> found;
		do {
			found = search.get();
			for (long job : found) {
				this.files.deleteChunks(job);
				this.transactions.write(() -> deletion.accept(job));
			}
		}
		while (found.size() == DELETED_AT_ONCE);
	}

}
