package io.m2x.client.error;

import java.util.List;
import java.util.Map;

/**
 * Thrown when M2X rejects the content of a request (HTTP 422).
 *
 * @since 0.1.0
 */
public class M2xValidationException extends M2xException {

	private final transient Map<String, List<String>> errors;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure the error response of M2X
	 */
	public M2xValidationException(String operation, FailedResponse failure) {
		super(operation, failure);
		this.errors = failure.errors();
	}

	/**
	 * Return the validation codes, such as {@code not_present}, {@code not_valid} or
	 * {@code not_unique}, by the name of the request or metadata field.
	 * @return the codes by field; empty if M2X sent none
	 */
	public Map<String, List<String>> errors() {
		return this.errors;
	}

}
