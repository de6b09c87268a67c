package io.m2x.spring.boot;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Customizes the {@link WebClient} of the M2X clients. It does not affect other clients
 * of the application. Beans of this type are applied in order.
 * <p>
 * The base URL, the connector and the API key are set afterwards and can't be changed
 * here.
 *
 * <pre class="code">
 * &#064;Bean
 * M2xWebClientCustomizer gatewayHeader() {
 *     return (builder) -&gt; builder.defaultHeader("X-Gateway", "north");
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface M2xWebClientCustomizer {

	/**
	 * Customize the HTTP client of an M2X client.
	 * @param builder the builder of the HTTP client
	 */
	void customize(WebClient.Builder builder);

}
