package io.m2x.server.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refused request, with the status and the text of its answer.
 *
 * @since 0.1.0
 */
public final class ApiException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	private final @Nullable String description;

	/**
	 * Create a refusal.
	 * @param status the status of the answer
	 * @param message the short text of the answer
	 * @param description the explaining text of the answer, or {@code null} for none
	 */
	public ApiException(HttpStatus status, String message, @Nullable String description) {
		super(message, null, false, false);
		this.status = status;
		this.description = description;
	}

	/**
	 * Return a refusal for a missing or unknown key.
	 * @return the exception to throw
	 */
	public static ApiException unauthorized() {
		return new ApiException(HttpStatus.UNAUTHORIZED, "Unauthorized",
				"Send a valid API key in the X-M2X-KEY request header.");
	}

	/**
	 * Return a refusal for a known key that may not do this.
	 * @return the exception to throw
	 */
	public static ApiException forbidden() {
		return new ApiException(HttpStatus.FORBIDDEN, "Forbidden",
				"This API key does not give access here; use one that does.");
	}

	/**
	 * Return a refusal for something that is not there.
	 * @param resource what is missing, for example {@code Device}
	 * @return the exception to throw
	 */
	public static ApiException notFound(String resource) {
		return new ApiException(HttpStatus.NOT_FOUND, resource + " Not Found",
				"Nothing of that name is within reach of this API key.");
	}

	HttpStatus status() {
		return this.status;
	}

	@Nullable String description() {
		return this.description;
	}

}
