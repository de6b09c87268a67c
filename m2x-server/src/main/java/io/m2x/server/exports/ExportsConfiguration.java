package io.m2x.server.exports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.jobs.JobStore;
import io.m2x.server.locations.LocationStore;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.values.ValuePages;

/**
 * Makes exports and hands them out.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class ExportsConfiguration {

	@Bean
	ExportFiles m2xExportFiles(JdbcClient jdbc, JobStore jobs, Transactions transactions) {
		return new ExportFiles(jdbc, jobs, transactions);
	}

	@Bean
	ExportStore m2xExportStore(JdbcClient jdbc, JdbcTemplate batches, JobStore jobs, Transactions transactions,
			ExportFiles files) {
		return new ExportStore(jdbc, batches, jobs, transactions, files);
	}

	@Bean
	Task<Void> m2xExportTask(ValuePages values, LocationStore locations, ExportStore store) {
		return new ExportTask(store, new ExportWriter(values, locations, store)).task();
	}

	@Bean
	ExportCleaner m2xExportCleaner(JdbcClient jdbc, JobStore jobs, ExportFiles files, Transactions transactions) {
		return new ExportCleaner(jdbc, jobs, files, transactions);
	}

	@Bean
	Task<Void> m2xExportCleanerTask(ExportCleaner cleaner) {
		return cleaner.task();
	}

	@Bean
	ExportsController m2xExportsController(DeviceAccess access, StreamStore streams, JobStore jobs, ExportStore exports,
			Transactions transactions, SchedulerClient scheduler) {
		return new ExportsController(access, streams, jobs, exports, transactions, scheduler);
	}

	@Bean
	FilesController m2xFilesController(ExportFiles files, Scheduler m2xScheduler) {
		return new FilesController(files, m2xScheduler);
	}

}
