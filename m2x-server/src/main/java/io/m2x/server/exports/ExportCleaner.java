package io.m2x.server.exports;

import java.time.Duration;
import java.util.List;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Transactions;

/**
 * Deletes what nobody can fetch any more: old jobs with their files, and the files of
 * deleted devices.
 */
@Component
final class ExportCleaner {

	private static final Duration INTERVAL = Duration.ofMinutes(10);

	private static final int DELETED_AT_ONCE = 100;

	private final JdbcClient jdbc;

	private final ExportFiles files;

	private final Transactions transactions;

	ExportCleaner(JdbcClient jdbc, ExportFiles files, Transactions transactions) {
		this.jdbc = jdbc;
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
		deleteAll("SELECT id FROM jobs WHERE finished_at <= :oldest ORDER BY id LIMIT :count", oldest, "jobs", "id");
		deleteAll("""
				SELECT e.job_id FROM exports e JOIN jobs j ON j.id = e.job_id
				WHERE j.device_id IS NULL AND j.finished_at > :oldest ORDER BY e.job_id LIMIT :count""", oldest,
				"exports", "job_id");
	}

	private void deleteAll(String select, long oldest, String table, String key) {
		List<Long> found;
		do {
			found = this.jdbc.sql(select)
				.param("oldest", oldest)
				.param("count", DELETED_AT_ONCE)
				.query(Long.class)
				.list();
			for (long job : found) {
				this.files.deleteChunks(job);
				this.transactions.write(() -> this.jdbc.sql("DELETE FROM " + table + " WHERE " + key + " = :job")
					.param("job", job)
					.update());
			}
		}
		while (found.size() == DELETED_AT_ONCE);
	}

}
