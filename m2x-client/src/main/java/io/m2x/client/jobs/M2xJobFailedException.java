package io.m2x.client.jobs;

/**
 * Thrown when a job failed. Its {@linkplain Job#errors() errors} tell why.
 *
 * @since 0.1.0
 */
public class M2xJobFailedException extends M2xJobException {

	/**
	 * Create the exception.
	 * @param operation the name of the operation that failed
	 * @param job the failed job
	 */
	public M2xJobFailedException(String operation, Job job) {
		super(operation, "job " + job.id() + " failed: " + ((job.errors() != null) ? job.errors() : "no reason given"),
				job);
	}

}
