package io.m2x.client.jobs;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a job has come.
 *
 * @since 0.1.0
 */
public enum JobState {

	/**
	 * The job waits to be begun.
	 */
	@JsonProperty("queued")
	QUEUED,

	/**
	 * The job is worked on.
	 */
	@JsonProperty("working")
	WORKING,

	/**
	 * The job is done and its result can be fetched.
	 */
	@JsonProperty("complete")
	COMPLETE,

	/**
	 * The job could not be done.
	 */
	@JsonProperty("failed")
	FAILED,

	/**
	 * A word this version does not know; it is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
