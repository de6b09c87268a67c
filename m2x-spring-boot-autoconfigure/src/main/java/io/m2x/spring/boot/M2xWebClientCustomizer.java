package io.m2x.spring.boot;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Changes the HTTP client of the M2X clients, and of nothing else in the application;
 * beans of this type are applied in their order.
 * <p>
 * The base URL, the connector and the API key can't be changed here.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface M2xWebClientCustomizer {

	/**
	 * Change the HTTP client of an M2X client.
	 * @param builder the builder of the HTTP client
	 */
	void customize(WebClient.Builder builder);

}
