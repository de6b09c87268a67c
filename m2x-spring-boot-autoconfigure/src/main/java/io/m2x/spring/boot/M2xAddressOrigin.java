package io.m2x.spring.boot;

/**
 * Where an address of M2X comes from. It decides what is done about an SSL bundle that is
 * named in the settings when the address is a plain one, and what the log says at the
 * start.
 *
 * @since 0.1.0
 */
public enum M2xAddressOrigin {

	/** A property, written next to the other settings of the client. */
	PROPERTY,

	/** Nowhere: the address of the hosted service, as none was written. */
	DEFAULT,

	/** A server inside the application's own process. */
	EMBEDDED,

	/** A container that was started for the application. */
	CONTAINER,

	/** The code of the application. */
	APPLICATION

}
