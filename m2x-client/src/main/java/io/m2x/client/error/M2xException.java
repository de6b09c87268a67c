package io.m2x.client.error;

import org.jspecify.annotations.Nullable;

/**
 * Failure of a call to M2X; the subclasses tell what kind of failure it is.
 * <p>
 * Neither the message nor any property holds an API key or the raw body of an answer.
 *
 * @since 0.1.0
 */
public class M2xException extends RuntimeException {

	private final String operation;

	private final @Nullable Integer status;

	private final @Nullable String error;

	private final @Nullable String description;

	/**
	 * Create the exception of an answer that reported a failure.
	 * @param operation the name of the operation, such as {@code devices.view}
	 * @param failure what M2X answered
	 */
	public M2xException(String operation, FailedAnswer failure) {
		super(operation + " failed: " + failure);
		this.operation = operation;
		this.status = failure.status();
		this.error = failure.message();
		this.description = failure.description();
	}

	/**
	 * Create the exception of a call that got no usable answer.
	 * @param operation the name of the operation, such as {@code devices.view}
	 * @param reason what happened, in words for a person
	 * @param cause the technical cause, or {@code null}
	 */
	protected M2xException(String operation, String reason, @Nullable Throwable cause) {
		super(operation + " failed: " + reason, cause);
		this.operation = operation;
		this.status = null;
		this.error = null;
		this.description = null;
	}

	/**
	 * Return the name of the operation that failed, such as {@code devices.view}.
	 * @return the name
	 */
	public String operation() {
		return this.operation;
	}

	/**
	 * Return the HTTP status of the answer.
	 * @return the status, or {@code null} if there was no usable answer
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
	 * Return the {@code description} of M2X's error body, a text for people.
	 * @return the description, or {@code null} if there was none
	 */
	public @Nullable String description() {
		return this.description;
	}

}
