package io.m2x.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import io.m2x.server.M2xServer;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.M2xServicesAutoConfiguration;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

/**
 * Context runners with an M2X client that does not retry.
 */
public final class TestContexts {

	public static final String KEY = "0123456789abcdef0123456789abcdef";

	private TestContexts() {
	}

	public static ApplicationContextRunner of(String baseUrl, String... properties) {
		return new ApplicationContextRunner().withClassLoader(new FilteredClassLoader(M2xServer.class))
			.withConfiguration(AutoConfigurations.of(M2xAutoConfiguration.class, M2xServicesAutoConfiguration.class,
					HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
					CodecsAutoConfiguration.class, WebClientAutoConfiguration.class, SslAutoConfiguration.class))
			.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + baseUrl, "m2x.retry.max-retries=0",
					"spring.reactor.netty.shutdown-quiet-period=0s")
			.withPropertyValues(properties);
	}

	/**
	 * Return the configuration error of a failed start.
	 * @param failure the startup failure
	 * @return the exception
	 */
	public static M2xConfigurationException configurationException(Throwable failure) {
		for (Throwable link = failure; link != null; link = link.getCause()) {
			if (link instanceof M2xConfigurationException exception) {
				return exception;
			}
		}
		throw new AssertionError("No configuration error", failure);
	}

}
