package io.m2x.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where M2X is, and as whom to talk to it.
 * <p>
 * An application that defines such a bean overrides the properties {@code m2x.api-key}
 * and {@code m2x.base-url}.
 *
 * @since 0.1.0
 */
public interface M2xConnectionDetails extends ConnectionDetails {

	/**
	 * Return the address of the API.
	 * @return an absolute address with the version in its path
	 */
	String getBaseUrl();

	/**
	 * Return the API key.
	 * @return the key
	 */
	String getApiKey();

}
