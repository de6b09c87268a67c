package io.m2x.server.charts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.m2x.server.store.ConnectionDemand;

/**
 * Serves charts and draws their images.
 */
@Configuration(proxyBeanMethods = false)
class ChartsConfiguration {

	/** The number of images that are drawn at the same time, each with a connection. */
	private static final int DRAWERS = 2;

	/** The number of images that wait before others are rejected. */
	private static final int WAITING_IMAGES = 100;

	/** The time that a drawing has to finish after its connection was closed. */
	private static final int SHUTDOWN_SECONDS = 1;

	@Bean
	ConnectionDemand m2xChartConnections() {
		return new ConnectionDemand("charts", DRAWERS);
	}

	@Bean
	Scheduler m2xDrawerScheduler(ThreadPoolTaskExecutor m2xDrawers) {
		return Schedulers.fromExecutor(m2xDrawers);
	}

	@Bean
	ThreadPoolTaskExecutor m2xDrawers() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("m2x-drawer-");
		executor.setCorePoolSize(DRAWERS);
		executor.setMaxPoolSize(DRAWERS);
		executor.setQueueCapacity(WAITING_IMAGES);
		// An interrupted thread gets no connection.
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationSeconds(SHUTDOWN_SECONDS);
		executor.setAcceptTasksAfterContextClose(true);
		return executor;
	}

}
