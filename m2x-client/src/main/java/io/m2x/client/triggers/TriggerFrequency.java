package io.m2x.client.triggers;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How often a trigger fires while its conditions are met.
 *
 * @since 0.1.0
 */
public enum TriggerFrequency {

	/**
	 * Once, until the conditions are no longer met.
	 */
	@JsonProperty("single")
	SINGLE,

	/**
	 * For every value.
	 */
	@JsonProperty("continuous")
	CONTINUOUS,

	/**
	 * A value that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
