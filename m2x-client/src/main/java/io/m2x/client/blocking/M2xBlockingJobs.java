package io.m2x.client.blocking;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.m2x.client.error.M2xException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobQuery;
import io.m2x.client.jobs.JobWait;
import io.m2x.client.jobs.M2xJobFailedException;
import io.m2x.client.jobs.M2xJobTimeoutException;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.model.Page;

/**
 * Blocking twin of {@link M2xJobs}: jobs.
 *
 * @since 0.1.0
 */
public interface M2xBlockingJobs {

	/**
	 * Return a page of jobs.
	 * @param query which jobs
	 * @return the page, the newest jobs first
	 */
	Page<Job> list(JobQuery query);

	/**
	 * Return all jobs, starting with the page of the query. The next page is fetched when
	 * the jobs of the current one are consumed. If a page can't be read, the error comes
	 * after the jobs before it, and {@link io.m2x.client.error.M2xException#page()}
	 * returns the page to resume with. A job that is created in the meantime moves the
	 * others, so one job may appear twice.
	 * @param query which jobs
	 * @return the jobs, the newest first
	 */
	Stream<Job> listAll(JobQuery query);

	/**
	 * Return a job.
	 * @param jobId the id of the job
	 * @return the job
	 */
	Job view(String jobId);

	/**
	 * Wait for the end of a job with {@link JobWait#defaults()}.
	 * @param jobId the id of the job
	 * @return the complete job
	 * @throws M2xJobFailedException if the job fails
	 * @throws M2xJobTimeoutException if it takes too long
	 */
	Job await(String jobId);

	/**
	 * Wait for the end of a job.
	 * @param jobId the id of the job
	 * @param wait the poll intervals and the timeout
	 * @return the complete job
	 * @throws M2xJobFailedException if the job fails
	 * @throws M2xJobTimeoutException if it takes too long
	 */
	Job await(String jobId, JobWait wait);

	/**
	 * Download the result of a job. The request does not carry the key, as the file may
	 * be on any host. The download has no overall timeout. It fails if no bytes arrive
	 * within the read timeout. The first read sends the request. Close the stream: it
	 * holds a connection until its end.
	 * @param job a complete job
	 * @return the bytes; reading throws {@link M2xException} if M2X or the host of the
	 * file fails
	 */
	InputStream download(Job job);

	/**
	 * Download the result of a job to a file. The file is created or replaced when the
	 * download is complete.
	 * @param job a complete job
	 * @param target the file
	 * @throws UncheckedIOException if it can't be written
	 */
	void download(Job job, Path target);

}
