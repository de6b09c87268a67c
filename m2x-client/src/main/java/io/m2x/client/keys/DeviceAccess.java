package io.m2x.client.keys;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which devices a key is meant for. M2X keeps the word; what it means beyond that was
 * never documented.
 *
 * @since 0.1.0
 */
public enum DeviceAccess {

	/**
	 * Public devices.
	 */
	@JsonProperty("public")
	PUBLIC,

	/**
	 * Private devices too.
	 */
	@JsonProperty("private")
	PRIVATE,

	/**
	 * A word this version does not know; it is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
