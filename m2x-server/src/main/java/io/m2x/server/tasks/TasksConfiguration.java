package io.m2x.server.tasks;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import io.m2x.server.store.ConnectionDemand;
import io.m2x.server.store.Database;

/**
 * Runs every {@link Task} that is a bean. Scheduling one is part of the transaction in
 * which it happens, so what is promised in the database is also done.
 */
@Configuration(proxyBeanMethods = false)
class TasksConfiguration {

	@Bean
	ConnectionDemand m2xTaskConnections() {
		return new ConnectionDemand("tasks", BackgroundScheduler.THREADS + BackgroundScheduler.OWN_CONNECTIONS);
	}

	@Bean
	SchedulerClient m2xSchedulerClient(Database database) {
		return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database.dataSource()))
			.tableName(BackgroundScheduler.TABLE)
			.jdbcCustomization(BackgroundScheduler.PORTABLE)
			.build();
	}

}
