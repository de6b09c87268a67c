package io.m2x.client.jobs;

import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;

/**
 * Thrown when a job failed, did not end in time, or has no result.
 *
 * @since 0.1.0
 */
public class M2xJobException extends M2xException {

	private final transient @Nullable Job job;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param reason what happened, for the message
	 * @param job the last known state of the job, or {@code null} if it was never read
	 */
	public M2xJobException(String operation, String reason, @Nullable Job job) {
		super(operation, reason, null, null);
		this.job = job;
	}

	/**
	 * Return the last known state of the job.
	 * @return the job, or {@code null} if it was never read
	 */
	public @Nullable Job job() {
		return this.job;
	}

}
