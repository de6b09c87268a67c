package io.m2x.client.streams;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a data stream holds; fixed when the stream is created.
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
	 * A word this version does not know; it is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
