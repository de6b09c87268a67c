package io.m2x.client.model;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Who can see a device.
 *
 * @since 0.1.0
 */
public enum Visibility {

	/**
	 * Everybody can read the device.
	 */
	@JsonProperty("public")
	PUBLIC,

	/**
	 * Only keys of the account can read the device.
	 */
	@JsonProperty("private")
	PRIVATE,

	/**
	 * A visibility that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
