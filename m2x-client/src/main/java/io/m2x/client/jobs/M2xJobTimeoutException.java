package io.m2x.client.jobs;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a job did not end in time. It may still be running.
 *
 * @since 0.1.0
 */
public class M2xJobTimeoutException extends M2xJobException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param jobId the id of the job
	 * @param timeout the time that was waited
	 * @param job the last known state of the job, or {@code null} if it was never read
	 */
	public M2xJobTimeoutException(String operation, String jobId, Duration timeout, @Nullable Job job) {
		super(operation, "job " + jobId + " did not end within " + timeout.toMillis() + " ms, its last known state is "
				+ ((job != null) ? job.state() : "unknown") + "; wait longer, or await it again later", job);
	}

}
