package io.m2x.client.keys;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Devices a key is meant for. M2X stores this value, and documents no other effect of it.
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
	 * Public and private devices.
	 */
	@JsonProperty("private")
	PRIVATE,

	/**
	 * A value that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
