package io.m2x.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when M2X failed with a server error (HTTP 5xx).
 *
 * @since 0.1.0
 */
public class M2xServerException extends M2xException {

	private final @Nullable Duration retryAfter;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure the error response of M2X
	 */
	public M2xServerException(String operation, FailedResponse failure) {
		super(operation, failure);
		this.retryAfter = failure.retryAfter();
	}

	/**
	 * Return how long the server asks to wait before the next attempt.
	 * @return the time to wait, or {@code null} if the server gave none
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}
