package io.m2x.client.blocking;

import io.m2x.client.error.M2xException;

/**
 * The thread was interrupted while it waited for a call. The call is cancelled, and the
 * thread is still interrupted.
 * <p>
 * The request may or may not have reached M2X.
 *
 * @since 0.1.0
 */
public class M2xInterruptedException extends M2xException {

	M2xInterruptedException(String operation, String reason) {
		super(operation, reason, null, null);
	}

}
