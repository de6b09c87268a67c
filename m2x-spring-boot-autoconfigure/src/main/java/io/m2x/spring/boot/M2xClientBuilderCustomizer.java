package io.m2x.spring.boot;

import io.m2x.client.M2xClientBuilder;

/**
 * Customizes the M2X clients of the application before they are built. Beans of this type
 * are applied in order, after the properties, and override them.
 * <p>
 * A customizer can also change the key and the address. Do not change the name: bean
 * names, qualifiers and {@link M2xClients} keep the one of the properties.
 *
 * <pre class="code">
 * &#064;Bean
 * M2xClientBuilderCustomizer plantTimeout() {
 *     return (builder) -&gt; {
 *         if (builder.name().equals("plant")) {
 *             builder.callTimeout(Duration.ofSeconds(5));
 *         }
 *     };
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface M2xClientBuilderCustomizer {

	/**
	 * Customize a client.
	 * @param builder the builder of the client. Its {@linkplain M2xClientBuilder#name()
	 * name} identifies the client
	 */
	void customize(M2xClientBuilder builder);

}
