package io.m2x.client.streams;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Type of the values of a data stream, which can't be changed later.
 *
 * @since 0.1.0
 */
public enum StreamType {

	/**
	 * Numbers.
	 */
	@JsonProperty("numeric")
	NUMERIC,

	/**
	 * Texts.
	 */
	@JsonProperty("alphanumeric")
	ALPHANUMERIC,

	/**
	 * A value that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
