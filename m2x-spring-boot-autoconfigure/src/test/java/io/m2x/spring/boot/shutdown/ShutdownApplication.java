package io.m2x.spring.boot.shutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.annotation.PreDestroy;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

import io.m2x.client.M2xClient;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.M2xValues;
import io.m2x.spring.boot.M2xClients;

/**
 * Application whose beans write a value during shutdown, each in another way.
 */
final class ShutdownApplication {

	/** Names of the writing beans, which are the serials of their devices. */
	static final List<String> BEANS = List.of("injected", "named", "lazy", "provided", "clients", "firstPhase",
			"lastPhase", "listener", "factory", "notAwaited");

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private ShutdownApplication() {
	}

	static ConfigurableApplicationContext start(WebApplicationType type, String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(type);
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--server.port=0");
		all.add("--spring.reactor.netty.shutdown-quiet-period=0s");
		return application.run(all.toArray(String[]::new));
	}

	/**
	 * Stop an application.
	 * @return the failures during shutdown
	 */
	static List<String> stop(ConfigurableApplicationContext application) {
		failures.clear();
		application.close();
		return List.copyOf(failures);
	}

	private static void write(M2xValues values, String bean) {
		try {
			values.write(DeviceRef.serial(bean), "t", 1).block(LIMIT);
		}
		catch (RuntimeException ex) {
			failures.add(bean + ": " + ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		// These beans are created before their dependencies.
		@Bean
		OnDestroy lazy(@Lazy M2xValues values) {
			return new OnDestroy(() -> write(values, "lazy"));
		}

		@Bean
		OnDestroy provided(ObjectProvider<M2xValues> values) {
			return new OnDestroy(() -> write(values.getObject(), "provided"));
		}

		@Bean
		OnDestroy clients(ObjectProvider<M2xClients> clients) {
			return new OnDestroy(() -> write(clients.getObject().get(M2xClient.DEFAULT_NAME).values(), "clients"));
		}

		@Bean
		OnDestroy injected(M2xValues values) {
			return new OnDestroy(() -> write(values, "injected"));
		}

		@Bean
		OnDestroy named(@Qualifier("plant") M2xValues values) {
			return new OnDestroy(() -> write(values, "named"));
		}

		@Bean
		DisposableBean factory(M2xClient client) {
			return () -> write(client.values(), "factory");
		}

		@Bean
		OnStop firstPhase(M2xValues values) {
			return new OnStop(values, "firstPhase", Integer.MAX_VALUE);
		}

		@Bean
		OnStop lastPhase(M2xValues values) {
			return new OnStop(values, "lastPhase", Integer.MIN_VALUE);
		}

		@Bean
		OnClosed listener(M2xValues values) {
			return new OnClosed(values);
		}

		// Does not wait for the response.
		@Bean
		OnDestroy notAwaited(M2xValues values) {
			return new OnDestroy(() -> values.write(DeviceRef.serial("notAwaited"), "t", 1).subscribe());
		}

	}

	/**
	 * Writes when it is destroyed.
	 */
	static final class OnDestroy {

		private final Runnable last;

		OnDestroy(Runnable last) {
			this.last = last;
		}

		@PreDestroy
		void destroy() {
			this.last.run();
		}

	}

	/**
	 * Writes when the application closes.
	 */
	static final class OnClosed {

		private final M2xValues values;

		OnClosed(M2xValues values) {
			this.values = values;
		}

		@EventListener(ContextClosedEvent.class)
		void closed() {
			write(this.values, "listener");
		}

	}

	/**
	 * Writes when it is stopped.
	 */
	static final class OnStop implements SmartLifecycle {

		private final M2xValues values;

		private final String name;

		private final int phase;

		private volatile boolean running;

		OnStop(M2xValues values, String name, int phase) {
			this.values = values;
			this.name = name;
			this.phase = phase;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			write(this.values, this.name);
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
