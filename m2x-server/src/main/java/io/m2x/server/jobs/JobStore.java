package io.m2x.server.jobs;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Tokens;
import io.m2x.server.web.Page;

/**
 * The stored jobs.
 *
 * @since 0.1.0
 */
@Component
public final class JobStore {

	private final JdbcClient jdbc;

	JobStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Add a job that waits to be begun.
	 * @param account the account
	 * @param device the row of the device that the job is about
	 * @param now milliseconds since 1970
	 * @return the new job
	 */
	public NewJob create(long account, long device, long now) {
		String id = Tokens.nextDated(now);
		long row = this.jdbc.sql("""
				INSERT INTO jobs (account_id, device_id, public_id, state, created_at, updated_at)
				VALUES (:account, :device, :id, :state, :now, :now) RETURNING id""")
			.param("account", account)
			.param("device", device)
			.param("id", id)
			.param("state", JobState.QUEUED.word())
			.param("now", now)
			.query(Long.class)
			.single();
		return new NewJob(row, id);
	}

	/**
	 * Mark a job as started, perhaps not for the first time.
	 * @param job the row of the job
	 * @param now milliseconds since 1970
	 */
	public void start(long job, long now) {
		this.jdbc
			.sql("UPDATE jobs SET state = :state, started_at = COALESCE(started_at, :now), updated_at = :now"
					+ " WHERE id = :job")
			.param("state", JobState.WORKING.word())
			.param("now", now)
			.param("job", job)
			.update();
	}

	/**
	 * Note that a job is done.
	 * @param job the row of the job
	 * @param resultPath where the result is, below the base URL
	 * @param now milliseconds since 1970
	 */
	public void complete(long job, String resultPath, long now) {
		finish(job, JobState.COMPLETE, null, resultPath, now);
	}

	/**
	 * Note that a job can't be done.
	 * @param job the row of the job
	 * @param errors the reason for people, at most 1000 characters
	 * @param now milliseconds since 1970
	 */
	public void fail(long job, String errors, long now) {
		finish(job, JobState.FAILED, errors, null, now);
	}

	private void finish(long job, JobState state, @Nullable String errors, @Nullable String resultPath, long now) {
		this.jdbc.sql("""
				UPDATE jobs SET state = :state, errors = :errors, result_path = :path, finished_at = :now,
				updated_at = :now WHERE id = :job""")
			.param("state", state.word())
			.param("errors", errors)
			.param("path", resultPath)
			.param("now", now)
			.param("job", job)
			.update();
	}

	/**
	 * Find a job that has not come to its end.
	 * @param job the row of the job
	 * @return the row of the device that the job is about, zero if it was deleted; empty
	 * if there is no such job
	 */
	public Optional<Long> findOpen(long job) {
		return this.jdbc.sql("SELECT COALESCE(device_id, 0) FROM jobs WHERE id = :job AND finished_at IS NULL")
			.param("job", job)
			.query(Long.class)
			.optional();
	}

	/**
	 * Return whether the device that a job is about is still there.
	 * @param job the row of the job
	 * @return whether somebody can still want its result
	 */
	public boolean hasDevice(long job) {
		return this.jdbc.sql("SELECT id FROM jobs WHERE id = :job AND device_id IS NOT NULL")
			.param("job", job)
			.query(Long.class)
			.optional()
			.isPresent();
	}

	/**
	 * Return when a job was created.
	 * @param job the row of the job
	 * @return milliseconds since 1970
	 */
	public long createdAt(long job) {
		return this.jdbc.sql("SELECT created_at FROM jobs WHERE id = :job")
			.param("job", job)
			.query(Long.class)
			.single();
	}

	/**
	 * Return when a job finished, if its result can still be fetched.
	 * @param job the row of the job
	 * @param resultPath where the result must be, below the base URL
	 * @param since the earliest end of a job whose result can be fetched, exclusive,
	 * milliseconds since 1970
	 * @return milliseconds since 1970
	 */
	public Optional<Long> finishedAt(long job, String resultPath, long since) {
		return this.jdbc.sql("""
				SELECT finished_at FROM jobs WHERE id = :job AND result_path = :path AND device_id IS NOT NULL
				AND finished_at > :since""")
			.param("job", job)
			.param("path", resultPath)
			.param("since", since)
			.query(Long.class)
			.optional();
	}

	/**
	 * Return the oldest jobs that ended long ago.
	 * @param time the latest end, milliseconds since 1970
	 * @param limit the greatest number of jobs
	 * @return the rows of the jobs
	 */
	public List<Long> finishedUntil(long time, int limit) {
		return this.jdbc.sql("SELECT id FROM jobs WHERE finished_at <= :time ORDER BY finished_at LIMIT :limit")
			.param("time", time)
			.param("limit", limit)
			.query(Long.class)
			.list();
	}

	/**
	 * Return the jobs whose result can't be fetched because their device was deleted.
	 * @param time the time in SQL after which they ended
	 * @return a select of rows
	 */
	public static String withoutDevice(String time) {
		return "SELECT j.id FROM jobs j WHERE j.device_id IS NULL AND j.finished_at > " + time;
	}

	/**
	 * Delete a job.
	 * @param job the row of the job
	 */
	public void delete(long job) {
		this.jdbc.sql("DELETE FROM jobs WHERE id = :job").param("job", job).update();
	}

	List<Job> list(JobFilter filter, Page page) {
		return this.jdbc
			.sql("SELECT " + Job.COLUMNS + " FROM jobs WHERE " + filter.condition()
					+ " ORDER BY id DESC LIMIT :limit OFFSET :offset")
			.params(filter.parameters())
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query(Job::read)
			.list();
	}

	long count(JobFilter filter) {
		return this.jdbc.sql("SELECT COUNT(*) FROM jobs WHERE " + filter.condition())
			.params(filter.parameters())
			.query(Long.class)
			.single();
	}

	/**
	 * A job that was just added.
	 *
	 * @param row the row of the job
	 * @param id the id on the wire
	 */
	public record NewJob(long row, String id) {

	}

}
