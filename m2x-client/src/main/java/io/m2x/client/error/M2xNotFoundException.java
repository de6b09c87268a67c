package io.m2x.client.error;

/**
 * Thrown when the resource does not exist or belongs to another account (HTTP 404).
 *
 * @since 0.1.0
 */
public class M2xNotFoundException extends M2xException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure the error response of M2X
	 */
	public M2xNotFoundException(String operation, FailedResponse failure) {
		super(operation, failure);
	}

}
