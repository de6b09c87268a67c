package io.m2x.client.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an answer with a failure status said.
 *
 * @param status the HTTP status
 * @param message the {@code message} of the error body, or {@code null}
 * @param description the {@code description} of the error body, or {@code null}
 * @param errors validation codes by request field; empty if there are none
 * @param retryAfter how long the server asks to wait, or {@code null} if it did not say
 * @param page the number of the page at which a walk ended, or {@code null}
 * @param accepted how many values of a write were accepted before
 * @param hint what the client adds, such as where a redirect leads or what may be wrong
 * with the address, or {@code null}
 * @since 0.1.0
 */
public record FailedResponse(int status, @Nullable String message, @Nullable String description,
		Map<String, List<String>> errors, @Nullable Duration retryAfter, @Nullable Integer page, int accepted,
		@Nullable String hint) {

	/**
	 * Create what an answer said, unless it ended a walk or a write of several requests.
	 * @param status the HTTP status
	 * @param message the {@code message} of the error body, or {@code null}
	 * @param description the {@code description} of the error body, or {@code null}
	 * @param errors validation codes by request field; empty if there are none
	 * @param retryAfter how long the server asks to wait, or {@code null} if it did not
	 * say
	 * @param page the number of the page at which a walk ended, or {@code null}
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
	 * Return the same answer with one more hint.
	 * @param addition what the client adds
	 * @return the answer
	 */
	public FailedResponse withHint(String addition) {
		return new FailedResponse(this.status, this.message, this.description, this.errors, this.retryAfter, this.page,
				this.accepted, (this.hint != null) ? this.hint + "; " + addition : addition);
	}

	/**
	 * Create the exception that stands for this answer.
	 * @param operation the name of the operation that was called
	 * @return the exception, of the class that fits the status
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
