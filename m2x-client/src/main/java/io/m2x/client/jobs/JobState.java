package io.m2x.client.jobs;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * State of a job.
 *
 * @since 0.1.0
 */
public enum JobState {

	/**
	 * The job has not started.
	 */
	@JsonProperty("queued")
	QUEUED,

	/**
	 * The job is running.
	 */
	@JsonProperty("working")
	WORKING,

	/**
	 * The job is done, and its result can be downloaded.
	 */
	@JsonProperty("complete")
	COMPLETE,

	/**
	 * The job failed.
	 */
	@JsonProperty("failed")
	FAILED,

	/**
	 * A state that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
