package io.m2x.client.triggers;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Operator of a trigger in the older form, which watches a single stream.
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
	 * At most the value.
	 */
	@JsonProperty("<=")
	LESS_OR_EQUAL,

	/**
	 * Exactly the value, a number or a text.
	 */
	@JsonProperty("=")
	EQUAL,

	/**
	 * At least the value.
	 */
	@JsonProperty(">=")
	GREATER_OR_EQUAL,

	/**
	 * Greater than the value.
	 */
	@JsonProperty(">")
	GREATER,

	/**
	 * Between two numbers, both included; the value is a text such as {@code 10..20}.
	 */
	@JsonProperty("..")
	BETWEEN,

	/**
	 * An operator this version does not know; it is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
