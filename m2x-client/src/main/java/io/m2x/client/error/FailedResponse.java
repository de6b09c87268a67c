package io.m2x.client.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Content of a response that reports a failure.
 *
 * @param status the HTTP status
 * @param message the {@code message} of the error body, or {@code null}
 * @param description the {@code description} of the error body, or {@code null}
 * @param errors validation codes by request field; empty if there are none
 * @param retryAfter how long the server asks to wait, or {@code null}
 * @param page the number of the page that could not be read, from 1, or {@code null} if
 * no whole list was read
 * @param accepted how many values of a write were accepted before
 * @param hint a hint of the client, such as where a redirect leads or what may be wrong
 * with the address, or {@code null}
 * @since 0.1.0
 */
public record FailedResponse(int status, @Nullable String message, @Nullable String description,
		Map<String, List<String>> errors, @Nullable Duration retryAfter, @Nullable Integer page, int accepted,
		@Nullable String hint) {

	/**
	 * Create the content of a response, with no accepted values and no hint.
	 * @param status the HTTP status
	 * @param message the {@code message} of the error body, or {@code null}
	 * @param description the {@code description} of the error body, or {@code null}
	 * @param errors validation codes by request field; empty if there are none
	 * @param retryAfter how long the server asks to wait, or {@code null}
	 * @param page the number of the page that could not be read, from 1, or {@code null}
	 */
	public FailedResponse(int status, @Nullable String message, @Nullable String description,
			Map<String, List<String>> errors, @Nullable Duration retryAfter, @Nullable Integer page) {
		this(status, message, description, errors, retryAfter, page, 0, null);
	}

	FailedResponse atPage(int number) {
		return new FailedResponse(this.status, this.message, this.description, this.errors, this.retryAfter, number,
				this.accepted, this.hint);
	}

	FailedResponse afterAccepted(int values) {
		return new FailedResponse(this.status, this.message, this.description, this.errors, this.retryAfter, this.page,
				values, this.hint);
	}

	/**
	 * Return a copy with one more hint.
	 * @param addition the hint
	 * @return the copy
	 */
	public FailedResponse withHint(String addition) {
		return new FailedResponse(this.status, this.message, this.description, this.errors, this.retryAfter, this.page,
				this.accepted, (this.hint != null) ? this.hint + "; " + addition : addition);
	}

	/**
	 * Create the exception for this response.
	 * @param operation the name of the operation, such as {@code devices.view}
	 * @return the exception, of the class for the status
	 */
	public M2xException toException(String operation) {
		return switch (this.status) {
			case 401 -> new M2xAuthenticationException(operation, this);
			case 403 -> new M2xForbiddenException(operation, this);
			case 404 -> new M2xNotFoundException(operation, this);
			case 409 -> new M2xConflictException(operation, this);
			case 422 -> new M2xValidationException(operation, this);
			case 429 -> new M2xRateLimitException(operation, this);
			default ->
				(this.status >= 500) ? new M2xServerException(operation, this) : new M2xException(operation, this);
		};
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("HTTP ").append(this.status);
		if (this.message != null) {
			text.append(", ").append(this.message);
		}
		if (this.description != null) {
			text.append(" (").append(this.description).append(')');
		}
		if (!this.errors.isEmpty()) {
			text.append(' ').append(this.errors);
		}
		if (this.hint != null) {
			text.append(" (").append(this.hint).append(')');
		}
		return text.append(M2xException.place(this.page)).append(M2xException.progress(this.accepted)).toString();
	}

}
