package io.m2x.client.error;

/**
 * Thrown when the API key is missing or unknown to M2X (HTTP 401).
 *
 * @since 0.1.0
 */
public class M2xAuthenticationException extends M2xException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure the error response of M2X
	 */
	public M2xAuthenticationException(String operation, FailedResponse failure) {
		super(operation, failure);
	}

}
