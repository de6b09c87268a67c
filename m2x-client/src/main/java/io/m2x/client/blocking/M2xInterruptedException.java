package io.m2x.client.blocking;

import io.m2x.client.error.M2xException;

/**
 * Thrown when the thread is interrupted before a call or while it waits for one. The call
 * is cancelled, and the interrupt status of the thread is kept.
 * <p>
 * M2X may or may not have processed the request that was cancelled. If a write takes
 * several requests, {@link #accepted()} returns how many values were accepted before it.
 *
 * @since 0.1.0
 */
public class M2xInterruptedException extends M2xException {

	M2xInterruptedException(String operation, String reason, int accepted) {
		super(operation, reason, null, accepted, null);
	}

}
