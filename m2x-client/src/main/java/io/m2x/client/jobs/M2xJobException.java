package io.m2x.client.jobs;

import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;

/**
 * A job did not come to the end that was awaited, or has no result.
 *
 * @since 0.1.0
 */
public class M2xJobException extends M2xException {

	private final transient @Nullable Job job;

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param reason what happened, in words for a person
	 * @param job the job as it was last seen, or {@code null} if it was never seen
	 */
	public M2xJobException(String operation, String reason, @Nullable Job job) {
		super(operation, reason, null, null);
		this.job = job;
	}

	/**
	 * Return the job as it was last seen.
	 * @return the job, or {@code null} if it was never seen
	 */
	public @Nullable Job job() {
		return this.job;
	}

}
