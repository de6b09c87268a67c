package io.m2x.client.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call to M2X fails. The subclasses tell the kind of failure.
 * <p>
 * Neither the message nor any property contains an API key or the raw body of a response.
 *
 * <pre>{@code
 * devices.view(device).onErrorResume(M2xNotFoundException.class, (ex) -> Mono.empty());
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xException extends RuntimeException {

	private final String operation;

	private final @Nullable Integer status;

	private final @Nullable String error;

	private final @Nullable String description;

	private final @Nullable Integer page;

	private final transient @Nullable FailedResponse failure;

	private final int accepted;

	/**
	 * Create the exception of a response that reported a failure.
	 * @param operation the name of the operation, such as {@code devices.view}
	 * @param failure the error response of M2X
	 */
	public M2xException(String operation, FailedResponse failure) {
		super(operation + " failed: " + failure);
		this.operation = operation;
		this.status = failure.status();
		this.error = failure.message();
		this.description = failure.description();
		this.page = failure.page();
		this.accepted = failure.accepted();
		this.failure = failure;
	}

	/**
	 * Create the exception of a call that got no usable response.
	 * @param operation the name of the operation, such as {@code devices.view}
	 * @param reason what happened, for the message
	 * @param page the number of the page that could not be read, from 1, or {@code null}
	 * @param cause the technical cause, or {@code null}
	 */
	protected M2xException(String operation, String reason, @Nullable Integer page, @Nullable Throwable cause) {
		this(operation, reason, page, 0, cause);
	}

	/**
	 * Create the exception of a call that got no usable response, perhaps after a part of
	 * it was accepted.
	 * @param operation the name of the operation, such as {@code devices.view}
	 * @param reason what happened, for the message
	 * @param page the number of the page that could not be read, from 1, or {@code null}
	 * @param accepted how many values of a write were accepted before
	 * @param cause the technical cause, or {@code null}
	 */
	protected M2xException(String operation, String reason, @Nullable Integer page, int accepted,
			@Nullable Throwable cause) {
		super(operation + " failed: " + reason + place(page) + progress(accepted), cause);
		this.operation = operation;
		this.status = null;
		this.error = null;
		this.description = null;
		this.page = page;
		this.accepted = accepted;
		this.failure = null;
	}

	static String place(@Nullable Integer page) {
		return (page != null) ? " (at page " + page + ")" : "";
	}

	static String progress(int accepted) {
		return (accepted > 0) ? " (the first " + accepted + " values were accepted)" : "";
	}

	/**
	 * Return a copy for a page of a list that could not be read.
	 * @param number the number of the page, from 1
	 * @return the copy, of the same class, whose message contains the page
	 */
	public M2xException atPage(int number) {
		if (this.failure == null) {
			return this;
		}
		M2xException located = this.failure.atPage(number).toException(this.operation);
		copyTraces(located);
		return located;
	}

	final void copyTraces(M2xException copy) {
		copy.setStackTrace(getStackTrace());
		for (Throwable before : getSuppressed()) {
			copy.addSuppressed(before);
		}
	}

	/**
	 * Return the number of the page at which reading a whole list failed. The pages
	 * before it were read, and reading can be resumed there.
	 * @return the number, from 1, or {@code null} for other calls
	 */
	public @Nullable Integer page() {
		return this.page;
	}

	/**
	 * Return a copy for a write of which M2X has accepted the first values.
	 * @param values how many values were accepted
	 * @return the copy, of the same class, whose message contains the number
	 */
	public M2xException afterAccepted(int values) {
		if (this.failure == null || values == 0) {
			return this;
		}
		M2xException located = this.failure.afterAccepted(values).toException(this.operation);
		copyTraces(located);
		return located;
	}

	/**
	 * Return how many values M2X had accepted before the failure. A write that is too
	 * large for one request is split into several, which are sent in order until one
	 * fails.
	 * @return the number of values, counted from the first one; 0 for all other calls
	 */
	public int accepted() {
		return this.accepted;
	}

	/**
	 * Return the name of the operation that failed, such as {@code devices.view}.
	 * @return the name
	 */
	public String operation() {
		return this.operation;
	}

	/**
	 * Return the HTTP status of the response.
	 * @return the status, or {@code null} if there was no usable response
	 */
	public @Nullable Integer status() {
		return this.status;
	}

	/**
	 * Return the {@code message} of M2X's error body, such as {@code Device Not Found}.
	 * @return the message, or {@code null} if there was none
	 */
	public @Nullable String error() {
		return this.error;
	}

	/**
	 * Return the {@code description} of M2X's error body, a text for humans.
	 * @return the description, or {@code null} if there was none
	 */
	public @Nullable String description() {
		return this.description;
	}

}
