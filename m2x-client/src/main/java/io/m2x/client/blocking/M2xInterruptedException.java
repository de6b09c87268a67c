package io.m2x.client.blocking;

import io.m2x.client.error.M2xException;

/**
 * Thrown when the thread is interrupted while it waits for a call. The call is cancelled,
 * and the interrupt status of the thread is kept.
 * <p>
 * M2X may or may not have processed the request.
 *
 * @since 0.1.0
 */
public class M2xInterruptedException extends M2xException {

	M2xInterruptedException(String operation, String reason) {
		super(operation, reason, null, null);
	}

}
