package io.m2x.client.model;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whether a resource is in use.
 *
 * @since 0.1.0
 */
public enum ResourceStatus {

	/**
	 * In use.
	 */
	@JsonProperty("enabled")
	ENABLED,

	/**
	 * Switched off.
	 */
	@JsonProperty("disabled")
	DISABLED,

	/**
	 * A status that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
