package io.m2x.client.error;

/**
 * Thrown when the API key does not permit a call, or the account is not active (HTTP
 * 403).
 *
 * @since 0.1.0
 */
public class M2xForbiddenException extends M2xException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure the error response of M2X
	 */
	public M2xForbiddenException(String operation, FailedResponse failure) {
		super(operation, failure);
	}

}
