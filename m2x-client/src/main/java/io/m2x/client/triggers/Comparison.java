package io.m2x.client.triggers;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Operator of a trigger in the older form, for a single stream.
 *
 * @since 0.1.0
 */
public enum Comparison {

	/**
	 * Less than the value.
	 */
	@JsonProperty("<")
	LESS,

	/**
	 * Less than or equal to the value.
	 */
	@JsonProperty("<=")
	LESS_OR_EQUAL,

	/**
	 * Equal to the value, which is a number or a text.
	 */
	@JsonProperty("=")
	EQUAL,

	/**
	 * Greater than or equal to the value.
	 */
	@JsonProperty(">=")
	GREATER_OR_EQUAL,

	/**
	 * Greater than the value.
	 */
	@JsonProperty(">")
	GREATER,

	/**
	 * Between two numbers, both included. The value is a text such as {@code 10..20}.
	 */
	@JsonProperty("..")
	BETWEEN,

	/**
	 * An operator that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
