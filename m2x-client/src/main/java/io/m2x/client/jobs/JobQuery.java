package io.m2x.client.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;

/**
 * Selects jobs. Properties that are {@code null} do not restrict the selection, or are
 * left to the server.
 *
 * <pre>{@code
 * JobQuery query = JobQuery.all().withState(JobState.WORKING);
 * }</pre>
 *
 * @param page the number of the page, from 1
 * @param limit the number of jobs on a page, 0 to 100
 * @param state the state of the jobs
 * @param device the id of the device that the jobs are about
 * @since 0.1.0
 */
public record JobQuery(@Nullable Integer page, @Nullable Integer limit, @Nullable JobState state,
		@Nullable String device) {

	public JobQuery {
		Assert.isTrue(page == null || page >= 1, "'page' must be at least 1");
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
		Assert.isTrue(state != JobState.UNKNOWN, "'state' must not be UNKNOWN");
	}

	/**
	 * Select all jobs.
	 * @return the query
	 */
	public static JobQuery all() {
		return new JobQuery(null, null, null, null);
	}

	/**
	 * Return a copy of this query for another page.
	 * @param page the number of the page, from 1
	 * @return the query
	 */
	public JobQuery withPage(int page) {
		return new JobQuery(page, this.limit, this.state, this.device);
	}

	/**
	 * Return a copy of this query with another page size.
	 * @param limit the number of jobs on a page, 0 to 100; the server reduces larger
	 * numbers
	 * @return the query
	 */
	public JobQuery withLimit(int limit) {
		return new JobQuery(this.page, limit, this.state, this.device);
	}

	/**
	 * Return a copy of this query for jobs in a state.
	 * @param state the state
	 * @return the query
	 */
	public JobQuery withState(JobState state) {
		return new JobQuery(this.page, this.limit, state, this.device);
	}

	/**
	 * Return a copy of this query for jobs about a device.
	 * @param deviceId the id of the device
	 * @return the query
	 */
	public JobQuery withDevice(String deviceId) {
		return new JobQuery(this.page, this.limit, this.state, deviceId);
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("page", this.page)
			.query("limit", this.limit)
			.query("state", this.state)
			.query("device", this.device);
	}

}
