package io.m2x.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when M2X received too many requests in a short time (HTTP 429).
 *
 * @since 0.1.0
 */
public class M2xRateLimitException extends M2xException {

	private final @Nullable Duration retryAfter;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure the error response of M2X
	 */
	public M2xRateLimitException(String operation, FailedResponse failure) {
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
