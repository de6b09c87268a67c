package io.m2x.server.requestlog;

import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.security.DeviceAccess;
import io.m2x.server.store.ConnectionDemand;
import io.m2x.server.store.Transactions;

/**
 * Logs the requests of devices.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class RequestLogConfiguration {

	@Bean
	ConnectionDemand m2xRequestLogConnections() {
		return new ConnectionDemand("request log", 1);
	}

	@Bean
	RequestLogStore m2xRequestLogStore(JdbcClient jdbc, JdbcTemplate batches, Transactions transactions) {
		return new RequestLogStore(jdbc, batches, transactions);
	}

	@Bean
	RequestLog m2xRequestLog(RequestLogStore store) {
		return new RequestLog(store);
	}

	@Bean
	RequestLogFilter m2xRequestLogFilter(RequestLog log) {
		return new RequestLogFilter(log);
	}

	@Bean
	RequestLogController m2xRequestLogController(DeviceAccess access, RequestLog log, RequestLogStore store) {
		return new RequestLogController(access, log, store);
	}

	@Bean
	Task<Void> m2xRequestLogCleaningTask(RequestLogStore store) {
		return store.cleaningTask();
	}

}
