package io.m2x.spring.boot;

import io.m2x.client.M2xClientBuilder;

/**
 * Changes the M2X clients of the application before they are built; beans of this type
 * are applied in their order, after the properties.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface M2xClientBuilderCustomizer {

	/**
	 * Change a client.
	 * @param builder the builder of the client, whose {@linkplain M2xClientBuilder#name()
	 * name} tells which one it is
	 */
	void customize(M2xClientBuilder builder);

}
