package io.m2x.client.error;

/**
 * The API key is known but may not do this, or the account is not active (HTTP 403).
 *
 * @since 0.1.0
 */
public class M2xForbiddenException extends M2xException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure what M2X answered
	 */
	public M2xForbiddenException(String operation, FailedResponse failure) {
		super(operation, failure);
	}

}
