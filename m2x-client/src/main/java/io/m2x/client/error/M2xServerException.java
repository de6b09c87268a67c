package io.m2x.client.error;

/**
 * M2X failed to answer (HTTP 5xx).
 *
 * @since 0.1.0
 */
public class M2xServerException extends M2xException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure what M2X answered
	 */
	public M2xServerException(String operation, FailedAnswer failure) {
		super(operation, failure);
	}

}
