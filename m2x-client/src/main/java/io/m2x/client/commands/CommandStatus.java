package io.m2x.client.commands;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of a command at a device.
 *
 * @since 0.1.0
 */
public enum CommandStatus {

	/**
	 * The device has not acknowledged the command yet. Servers once called this
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
	 * The device has refused the command.
	 */
	@JsonProperty("rejected")
	REJECTED,

	/**
	 * A word this version does not know; it is read, never written.
	 */
	@JsonEnumDefaultValue
	UNKNOWN

}
