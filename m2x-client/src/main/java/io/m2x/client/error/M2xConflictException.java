package io.m2x.client.error;

/**
 * Thrown when a request conflicts with the current state of the resource (HTTP 409).
 *
 * @since 0.1.0
 */
public class M2xConflictException extends M2xException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure the error response of M2X
	 */
	public M2xConflictException(String operation, FailedResponse failure) {
		super(operation, failure);
	}

}
