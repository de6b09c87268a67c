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

	/** How many requests are worked on at the same time. */
	private static final int WORKERS = 16;

	/** How many requests are let in at the same time. */
	private static final int RECEPTION = 4;

	/** How many requests wait for a worker before further ones are turned away. */
	static final int WAITING_REQUESTS = 2000;

	/** How long work may go on that outlived the connection it was for. */
	private static final int SHUTDOWN_SECONDS = 1;

	/** The greatest size of a request's body in bytes. */
	static final int MAX_BODY_SIZE = 8 * 1024 * 1024;

	/** How many bytes one byte of JSON takes at worst once it is parsed, in objects. */
	private static final int MEMORY_PER_BODY_BYTE = 32;

	/** What part of that room there is for bodies that come without a key. */
	private static final int KEYLESS_PART = 8;

	/** How long a large body waits for others: less than many clients for a response. */
	static final Duration MAX_WAIT = Duration.ofSeconds(25);

	@Bean
	ThreadPoolTaskExecutor m2xWorkers() {
		return pool("m2x-worker-", WORKERS);
	}

	// What never waits for a lock has threads of its own, and is quick when all workers
	// wait.
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
		// An interrupt in the middle of a write would close the database's file.
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
		return new BodyMemory(MAX_BODY_SIZE, size, size / KEYLESS_PART, MAX_WAIT, new BodyMemory.Pace.Limits(
				limits.minRate(), limits.stallTimeout(), limits.bodyTimeout(), System::nanoTime));
	}

	@Bean
	WebFluxConfigurer m2xWebFluxConfigurer(ThreadPoolTaskExecutor m2xWorkers,
			List<HandlerMethodArgumentResolver> resolvers) {
		return new ApiConfigurer(m2xWorkers, resolvers);
	}

	/**
	 * Puts blocking controllers on the workers and lets paths choose the form of answers.
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
