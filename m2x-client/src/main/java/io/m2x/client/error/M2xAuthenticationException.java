package io.m2x.client.error;

/**
 * The API key is missing or unknown to M2X (HTTP 401).
 *
 * @since 0.1.0
 */
public class M2xAuthenticationException extends M2xException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure what M2X answered
	 */
	public M2xAuthenticationException(String operation, FailedResponse failure) {
		super(operation, failure);
	}

}
