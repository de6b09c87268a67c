package io.m2x.client.keys;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * HTTP verb that a key allows.
 *
 * @since 0.1.0
 */
public enum KeyPermission {

	/**
	 * Reading.
	 */
	GET,

	/**
	 * Creating, and sending several values at once.
	 */
	POST,

	/**
	 * Changing, and sending one value.
	 */
	PUT,

	/**
	 * Deleting.
	 */
	DELETE,

	/**
	 * A word this version does not know; it is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
