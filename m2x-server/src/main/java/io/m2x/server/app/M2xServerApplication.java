package io.m2x.server.app;

import java.util.Collections;
import java.util.Map;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.M2xServerConfiguration;
import io.m2x.server.M2xServerSettings;
import io.m2x.server.accounts.Accounts;
import io.m2x.server.http.HttpPipeline;
import io.m2x.server.security.Authenticator;
import io.m2x.server.store.Database;

/**
 * The server as a program of its own, with health and metrics under {@code /actuator}.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(M2xServerProperties.class)
@Import(M2xServerConfiguration.class)
public class M2xServerApplication {

	/** Where each broken connection is logged with a stack trace. */
	private static final String POOL_LOGGERS = "logging.level.com.zaxxer.hikari.pool.";

	/**
	 * What a user may override. It stands here and not in a file, because applications
	 * that embed the server would inherit the file.
	 */
	private static final Map<String, Object> DEFAULTS = Map.of("server.port", "8181", "server.shutdown", "graceful",
			"spring.lifecycle.timeout-per-shutdown-phase", "4s", "spring.reactor.netty.shutdown-quiet-period", "0s",
			"server.compression.enabled", "true", "server.compression.min-response-size", "1KB",
			"management.endpoints.web.exposure.include", "health,metrics",
			"management.endpoint.health.group.readiness.include", "readinessState,m2xDatabase",
			POOL_LOGGERS + "ProxyConnection", "error", POOL_LOGGERS + "PoolBase", "error");

	/**
	 * Start the server.
	 * @param args settings, for example {@code --server.port=8181}
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	static SpringApplication application() {
		SpringApplication application = new SpringApplication(M2xServerApplication.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(DEFAULTS);
		application.addInitializers((context) -> checkAccounts(context.getEnvironment()));
		return application;
	}

	// A key in place of an account's settings would be shown by Spring Boot's
	// explanation.
	private static void checkAccounts(Environment environment) {
		Binder.get(environment)
			.bind("m2x.server.accounts", Bindable.mapOf(String.class, Object.class))
			.orElse(Collections.emptyMap())
			.forEach((name, settings) -> Assert.state((settings instanceof Map),
					() -> "The property 'm2x.server.accounts." + name + "' has a value of its own, which is not shown"
							+ " here; write a key as 'm2x.server.accounts." + name + ".master-key'"));
	}

	@Bean
	M2xServerSettings m2xServerSettings(M2xServerProperties properties) {
		return properties.settings();
	}

	@Bean
	DatabaseHealth m2xDatabaseHealthIndicator(Database database) {
		return new DatabaseHealth(database);
	}

	@Bean
	RoutePatternConvention m2xRoutePatternConvention() {
		return new RoutePatternConvention();
	}

	@Bean
	OpenConnections m2xOpenConnections() {
		return new OpenConnections();
	}

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> m2xWebServerCustomizer(OpenConnections connections,
			M2xServerSettings settings) {
		return (factory) -> {
			// Else TLS would offer what is not spoken.
			factory.setHttp2(null);
			factory.addServerCustomizers((server) -> HttpPipeline.install(server, settings.http()), connections::watch);
		};
	}

	@Bean
	@ConditionalOnManagementPort(ManagementPortType.SAME)
	ActuatorGuard m2xActuatorGuard(Authenticator authenticator, Accounts accounts, Scheduler m2xReceptionScheduler,
			WebEndpointProperties actuator) {
		return new ActuatorGuard(authenticator, accounts, m2xReceptionScheduler, actuator.getBasePath());
	}

	// Happens before the port is opened: otherwise a stored key would never be shown if
	// the port is in use.
	@Bean
	SmartInitializingSingleton m2xGeneratedKeyPrinter(Accounts accounts) {
		return () -> accounts.namesWithNewKey()
			.forEach((name) -> System.out
				.println("M2X master key" + (Accounts.DEFAULT.equals(name) ? "" : " of account '" + name + "'")
						+ " (shown only this once): " + accounts.masterKey(name)));
	}

}
