package io.m2x.client.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call gets no usable response: no connection, no response in time, or a
 * response that can't be read.
 * <p>
 * M2X may or may not have processed the request. If the call timed out after failed
 * attempts, the last failure is {@linkplain #getSuppressed() suppressed}.
 *
 * @since 0.1.0
 */
public class M2xTransportException extends M2xException {

	private final String reason;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param reason what happened, for the message
	 * @param cause the technical cause, or {@code null}
	 */
	public M2xTransportException(String operation, String reason, @Nullable Throwable cause) {
		this(operation, reason, null, 0, cause);
	}

	private M2xTransportException(String operation, String reason, @Nullable Integer page, int accepted,
			@Nullable Throwable cause) {
		super(operation, reason, page, accepted, cause);
		this.reason = reason;
	}

	@Override
	public M2xException atPage(int number) {
		M2xException located = new M2xTransportException(operation(), this.reason, number, accepted(), getCause());
		copyTraces(located);
		return located;
	}

	@Override
	public M2xException afterAccepted(int values) {
		if (values == 0) {
			return this;
		}
		M2xException located = new M2xTransportException(operation(), this.reason, page(), values, getCause());
		copyTraces(located);
		return located;
	}

}
