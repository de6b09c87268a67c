package io.m2x.spring.boot.starter;

import java.util.EnumSet;
import java.util.Set;

/**
 * A feature that may be on the class path of an application, detected by a class.
 */
enum ClassPathFeature {

	ACTUATOR("org.springframework.boot.actuate.endpoint.annotation.Endpoint"),

	HEALTH("org.springframework.boot.health.contributor.HealthIndicator"),

	MICROMETER("io.micrometer.core.instrument.MeterRegistry"),

	METRICS_MODULE("org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration"),

	WEB_CLIENT_MODULE("org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration"),

	HTTP_CLIENT_MODULE("org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder"),

	SERVLET_STACK("org.springframework.web.servlet.DispatcherServlet"),

	REACTIVE_STACK("org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration"),

	BEAN_VALIDATION("jakarta.validation.Validation"),

	M2X_SERVER("io.m2x.server.M2xServer"),

	TESTCONTAINERS("org.testcontainers.containers.GenericContainer"),

	SPRING_BOOT_TESTCONTAINERS("org.springframework.boot.testcontainers.service.connection.ServiceConnection"),

	DOCKER_COMPOSE("org.springframework.boot.docker.compose.core.RunningService"),

	SPRING_BOOT_TEST("org.springframework.boot.test.context.SpringBootTest");

	private final String className;

	ClassPathFeature(String className) {
		this.className = className;
	}

	static Set<ClassPathFeature> onClassPath() {
		EnumSet<ClassPathFeature> features = EnumSet.noneOf(ClassPathFeature.class);
		for (ClassPathFeature feature : values()) {
			try {
				Class.forName(feature.className, false, ClassPathFeature.class.getClassLoader());
				features.add(feature);
			}
			catch (ClassNotFoundException ex) {
				// The feature is absent.
			}
		}
		return features;
	}

}
