package io.m2x.client.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;

/**
 * Selects jobs; what is {@code null} does not restrict or is left to the server.
 *
 * @param page the number of the page, from 1
 * @param limit how many jobs a page holds, 0 to 100
 * @param state the state of the jobs
 * @param device the id of the device that the jobs are about
 * @since 0.1.0
 */
public record JobQuery(@Nullable Integer page, @Nullable Integer limit, @Nullable JobState state,
		@Nullable String device) {

	public JobQuery {
		Assert.isTrue(page == null || page >= 1, "'page' must be at least 1");
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
		Assert.isTrue(state != JobState.UNKNOWN, "Jobs can't be selected by an unknown state");
	}

	/**
	 * Select all jobs.
	 * @return the query
	 */
	public static JobQuery all() {
		return new JobQuery(null, null, null, null);
	}

	/**
	 * Return the same query for another page.
	 * @param page the number of the page, from 1
	 * @return the query
	 */
	public JobQuery withPage(int page) {
		return new JobQuery(page, this.limit, this.state, this.device);
	}

	/**
	 * Return the same query with another size of page.
	 * @param limit how many jobs a page holds, 0 to 100; the server lowers larger numbers
	 * @return the query
	 */
	public JobQuery withLimit(int limit) {
		return new JobQuery(this.page, limit, this.state, this.device);
	}

	/**
	 * Return the same query for jobs in a state.
	 * @param state the state
	 * @return the query
	 */
	public JobQuery withState(JobState state) {
		return new JobQuery(this.page, this.limit, state, this.device);
	}

	/**
	 * Return the same query for jobs about a device.
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
