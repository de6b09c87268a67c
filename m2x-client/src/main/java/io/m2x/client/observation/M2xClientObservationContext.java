package io.m2x.client.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;

/**
 * One call to M2X, with all its repetitions, while it is observed.
 *
 * @since 0.1.0
 */
public class M2xClientObservationContext extends Observation.Context {

	private final String clientName;

	private final String operation;

	// Whoever cancels a call does it on a thread of his own.
	private volatile int attempts = 1;

	private volatile @Nullable M2xException failure;

	private volatile boolean completed;

	private volatile boolean cancelled;

	/**
	 * Create the context of a call.
	 * @param clientName the name of the client, such as {@code default}
	 * @param operation the name of the operation, such as {@code devices.view}
	 */
	public M2xClientObservationContext(String clientName, String operation) {
		this.clientName = clientName;
		this.operation = operation;
	}

	/**
	 * Return the name of the client.
	 * @return the name
	 */
	public String getClientName() {
		return this.clientName;
	}

	/**
	 * Return the name of the operation, which consists of the resource and the action.
	 * @return the name, such as {@code devices.view}
	 */
	public String getOperation() {
		return this.operation;
	}

	/**
	 * Return the resource that the operation is about, the first part of its name.
	 * @return the resource, such as {@code devices}
	 */
	public String getResource() {
		int dot = this.operation.indexOf('.');
		return (dot > 0) ? this.operation.substring(0, dot) : this.operation;
	}

	/**
	 * Return how often the request was sent so far.
	 * @return the number, from 1
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Set how often the request was sent so far.
	 * @param attempts the number, from 1
	 */
	public void setAttempts(int attempts) {
		this.attempts = attempts;
	}

	/**
	 * Return the failure of the last attempt.
	 * @return the failure, or {@code null} if it was a success or is not over
	 */
	public @Nullable M2xException getFailure() {
		return this.failure;
	}

	/**
	 * Set the failure of the last attempt.
	 * @param failure the failure, or {@code null} if it was a success
	 */
	public void setFailure(@Nullable M2xException failure) {
		this.failure = failure;
	}

	/**
	 * Return whether the call has ended with success.
	 * @return {@code true} after a usable answer; {@code false} while the call goes on,
	 * and for good when it fails or is cancelled
	 */
	public boolean isCompleted() {
		return this.completed;
	}

	/**
	 * Set whether the call has ended with success.
	 * @param completed whether it has
	 */
	public void setCompleted(boolean completed) {
		this.completed = completed;
	}

	/**
	 * Return whether the call was given up by the one who made it.
	 * @return whether it was cancelled
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Set whether the call was given up by the one who made it.
	 * @param cancelled whether it was cancelled
	 */
	public void setCancelled(boolean cancelled) {
		this.cancelled = cancelled;
	}

}
