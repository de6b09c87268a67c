package io.m2x.server.jobs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.store.Transactions;

/**
 * Serves jobs.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class JobsConfiguration {

	@Bean
	JobStore m2xJobStore(JdbcClient jdbc) {
		return new JobStore(jdbc);
	}

	@Bean
	JobsController m2xJobsController(JobStore store, Transactions transactions) {
		return new JobsController(store, transactions);
	}

}
