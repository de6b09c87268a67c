package io.m2x.client.keys;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * HTTP method that a key permits.
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
	 * A value that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
