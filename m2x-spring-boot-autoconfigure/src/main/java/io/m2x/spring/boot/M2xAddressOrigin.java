package io.m2x.spring.boot;

/**
 * Origin of an M2X address. It decides whether an SSL bundle from the properties may go
 * with a plain {@code http://} address, and what is logged at startup.
 *
 * @since 0.1.0
 */
public enum M2xAddressOrigin {

	/** A property of the client. */
	PROPERTY,

	/**
	 * The default, which is the address of the hosted service. No address is configured.
	 */
	DEFAULT,

	/** The embedded server. */
	EMBEDDED,

	/** A container that was started for the application. */
	CONTAINER,

	/** Code of the application, such as an {@link M2xConnectionDetails} bean. */
	APPLICATION

}
