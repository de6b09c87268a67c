package io.m2x.client.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;

/**
 * Context of the observation of a call to M2X, with all its attempts.
 *
 * @since 0.1.0
 */
public class M2xClientObservationContext extends Observation.Context {

	private final String clientName;

	private final String operation;

	// A call may be cancelled on any thread.
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
	 * Return the number of attempts so far.
	 * @return the number, from 1
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Set the number of attempts so far.
	 * @param attempts the number, from 1
	 */
	public void setAttempts(int attempts) {
		this.attempts = attempts;
	}

	/**
	 * Return the failure of the last attempt.
	 * @return the failure, or {@code null} if the attempt succeeded or is running
	 */
	public @Nullable M2xException getFailure() {
		return this.failure;
	}

	/**
	 * Set the failure of the last attempt.
	 * @param failure the failure, or {@code null} if the attempt succeeded
	 */
	public void setFailure(@Nullable M2xException failure) {
		this.failure = failure;
	}

	/**
	 * Return whether the call has succeeded.
	 * @return {@code true} after a usable response; {@code false} if the call is running,
	 * has failed or was cancelled
	 */
	public boolean isCompleted() {
		return this.completed;
	}

	/**
	 * Set whether the call has succeeded.
	 * @param completed whether it has succeeded
	 */
	public void setCompleted(boolean completed) {
		this.completed = completed;
	}

	/**
	 * Return whether the caller has cancelled the call.
	 * @return whether it was cancelled
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Set whether the caller has cancelled the call.
	 * @param cancelled whether it was cancelled
	 */
	public void setCancelled(boolean cancelled) {
		this.cancelled = cancelled;
	}

}
