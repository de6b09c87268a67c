package io.m2x.client.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * M2X failed to answer (HTTP 5xx).
 *
 * @since 0.1.0
 */
public class M2xServerException extends M2xException {

	private final @Nullable Duration retryAfter;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param failure what M2X answered
	 */
	public M2xServerException(String operation, FailedResponse failure) {
		super(operation, failure);
		this.retryAfter = failure.retryAfter();
	}

	/**
	 * Return how long the server asks to wait before the next attempt.
	 * @return the wait, or {@code null} if the server did not say
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}
