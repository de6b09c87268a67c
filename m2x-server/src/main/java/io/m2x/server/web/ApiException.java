package io.m2x.server.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Rejects a request with a status and a text.
 *
 * @since 0.1.0
 */
public final class ApiException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	private final @Nullable String description;

	/**
	 * Create an exception.
	 * @param status the status of the response
	 * @param message the short text of the response
	 * @param description the explaining text of the response, or {@code null} for none
	 */
	public ApiException(HttpStatus status, String message, @Nullable String description) {
		super(message, null, false, false);
		this.status = status;
		this.description = description;
	}

	/**
	 * Create the exception for a missing or unknown key.
	 * @return the exception to throw
	 */
	public static ApiException unauthorized() {
		return new ApiException(HttpStatus.UNAUTHORIZED, "Unauthorized",
				"Send a valid API key in the X-M2X-KEY request header.");
	}

	/**
	 * Create the exception for a known key without permission.
	 * @return the exception to throw
	 */
	public static ApiException forbidden() {
		return new ApiException(HttpStatus.FORBIDDEN, "Forbidden",
				"This API key does not give access here; use one that does.");
	}

	/**
	 * Create the exception for a resource that does not exist.
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
