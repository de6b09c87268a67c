package io.m2x.client.jobs;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A job did not end in time; it may still do so.
 *
 * @since 0.1.0
 */
public class M2xJobTimeoutException extends M2xJobException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param jobId the id of the job
	 * @param limit how long was waited
	 * @param job the job as it was last seen, or {@code null} if it was never seen
	 */
	public M2xJobTimeoutException(String operation, String jobId, Duration limit, @Nullable Job job) {
		super(operation, "job " + jobId + " did not end within " + limit.toMillis() + " ms, its last known state is "
				+ ((job != null) ? job.state() : "unknown"), job);
	}

}
