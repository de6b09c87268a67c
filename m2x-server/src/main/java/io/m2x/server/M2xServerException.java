package io.m2x.server;

/**
 * Reports that the server could not start. The message says why and what to do.
 *
 * @since 0.1.0
 */
public class M2xServerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what went wrong and what to do
	 * @param cause the underlying failure
	 */
	public M2xServerException(String message, Throwable cause) {
		super(message, cause);
	}

}
