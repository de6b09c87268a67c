package io.m2x.server.web;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.m2x.server.http.HttpLimits;
import io.m2x.server.store.ConnectionDemand;

/**
 * Sets WebFlux up for the API.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFlux
class WebConfiguration {

	/** The number of requests that are handled at the same time. */
	private static final int WORKERS = 16;

	/** The number of requests that are authenticated at the same time. */
	private static final int RECEPTION = 4;

	/** The number of requests that wait for a worker before others are rejected. */
	static final int WAITING_REQUESTS = 2000;

	/** The time that work has to finish after the last connection was closed. */
	private static final int SHUTDOWN_SECONDS = 1;

	/** The greatest size of a request's body in bytes. */
	static final int MAX_BODY_SIZE = 8 * 1024 * 1024;

	/** The memory that the objects of one byte of JSON take in the worst case. */
	private static final int MEMORY_PER_BODY_BYTE = 32;

	/** The part of that memory for requests without a key. */
	private static final int ANONYMOUS_PART = 8;

	/**
	 * The time that a large body waits for others, shorter than the timeout of many
	 * clients.
	 */
	static final Duration MAX_WAIT = Duration.ofSeconds(25);

	@Bean
	ThreadPoolTaskExecutor m2xWorkers() {
		return pool("m2x-worker-", WORKERS);
	}

	// Work that never waits for a lock has threads of its own, so that it stays quick
	// when all workers wait.
	@Bean
	ThreadPoolTaskExecutor m2xReception() {
		return pool("m2x-reception-", RECEPTION);
	}

	private static ThreadPoolTaskExecutor pool(String name, int threads) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix(name);
		executor.setCorePoolSize(threads);
		executor.setMaxPoolSize(threads);
		executor.setQueueCapacity(WAITING_REQUESTS);
		// An interrupted thread gets no connection, so what it does would not be
		// stored.
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationSeconds(SHUTDOWN_SECONDS);
		// The port is closed later, and requests in flight still need a thread.
		executor.setAcceptTasksAfterContextClose(true);
		return executor;
	}

	@Bean
	ConnectionDemand m2xRequestConnections() {
		return new ConnectionDemand("requests", WORKERS + RECEPTION);
	}

	@Bean
	Scheduler m2xScheduler(ThreadPoolTaskExecutor m2xWorkers) {
		return Schedulers.fromExecutor(m2xWorkers);
	}

	@Bean
	Scheduler m2xReceptionScheduler(ThreadPoolTaskExecutor m2xReception) {
		return Schedulers.fromExecutor(m2xReception);
	}

	@Bean
	BodyMemory m2xBodyMemory(HttpLimits limits) {
		long size = Math.max(MAX_BODY_SIZE, Runtime.getRuntime().maxMemory() / MEMORY_PER_BODY_BYTE);
		return new BodyMemory(MAX_BODY_SIZE, size, size / ANONYMOUS_PART, MAX_WAIT, new BodyMemory.Pace.Limits(
				limits.minRate(), limits.stallTimeout(), limits.bodyTimeout(), System::nanoTime));
	}

	@Bean
	WebFluxConfigurer m2xWebFluxConfigurer(ThreadPoolTaskExecutor m2xWorkers,
			List<HandlerMethodArgumentResolver> resolvers) {
		return new ApiConfigurer(m2xWorkers, resolvers);
	}

	/**
	 * Runs blocking controllers on the workers and lets paths choose the form of
	 * responses.
	 *
	 * @param workers the threads for blocking work
	 * @param resolvers what else controllers can ask for
	 */
	private record ApiConfigurer(AsyncTaskExecutor workers,
			List<HandlerMethodArgumentResolver> resolvers) implements WebFluxConfigurer {

		@Override
		public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
			configurer.setExecutor(this.workers);
		}

		@Override
		public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
			this.resolvers.forEach(configurer::addCustomResolver);
		}

		@Override
		public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
			builder.resolver(Formats::requested);
		}

		@Override
		public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
			configurer.defaultCodecs().jacksonJsonEncoder(new PrettyJsonEncoder());
			configurer.customCodecs().register(new CsvEncoder());
			configurer.customCodecs().register(new MessagePackEncoder());
		}

	}

}
