package io.m2x.server.webhooks;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.m2x.server.store.ConnectionDemand;

/**
 * Delivers notifications of triggers.
 */
@Configuration(proxyBeanMethods = false)
class WebhooksConfiguration {

	/** The number of results that are stored at the same time, each with a connection. */
	private static final int RESULT_THREADS = 2;

	private static final int SHUTDOWN_SECONDS = 1;

	private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(5);

	@Bean
	ConnectionDemand m2xWebhookConnections() {
		return new ConnectionDemand("webhooks", RESULT_THREADS);
	}

	// Responses come in on a thread that must not wait for a database.
	@Bean
	ThreadPoolTaskExecutor m2xWebhookExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("m2x-webhook-result-");
		executor.setCorePoolSize(RESULT_THREADS);
		executor.setMaxPoolSize(RESULT_THREADS);
		executor.setDaemon(true);
		// An interrupted thread gets no connection, so what it does would not be
		// stored.
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationSeconds(SHUTDOWN_SECONDS);
		executor.setAcceptTasksAfterContextClose(true);
		return executor;
	}

	@Bean
	Task<Void> m2xWebhookTask(WebhookDelivery delivery) {
		return Tasks.custom(WebhookTasks.NAME, Void.class)
			.onFailure(new OnFailureRetryLater<>(AFTER_AN_ERROR))
			.execute((task, context) -> delivery.execute(Long.parseLong(task.getId())));
	}

}
