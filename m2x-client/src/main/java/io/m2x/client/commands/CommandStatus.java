package io.m2x.client.commands;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Status of a command at a device.
 *
 * @since 0.1.0
 */
public enum CommandStatus {

	/**
	 * The device has not acknowledged the command yet. Older servers call this
	 * {@code sent}.
	 */
	@JsonProperty("pending")
	@JsonAlias("sent")
	PENDING,

	/**
	 * The device has carried the command out.
	 */
	@JsonProperty("processed")
	PROCESSED,

	/**
	 * The device has rejected the command.
	 */
	@JsonProperty("rejected")
	REJECTED,

	/**
	 * A value that this version does not know. It is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
