package io.m2x.spring.boot;

/**
 * Origin of an M2X address. It decides whether an SSL bundle from the properties may go
 * with a plain {@code http://} address, and what is logged at startup.
 *
 * @since 0.1.0
 */
public enum M2xAddressOrigin {

	/**
	 * A property of the client. The start fails if an SSL bundle is set and the address
	 * is plain.
	 */
	PROPERTY,

	/**
	 * The default, which is the address of the hosted service. No address is configured,
	 * which is logged as a warning.
	 */
	DEFAULT,

	/**
	 * The embedded server, which has no TLS. It is logged that an SSL bundle is not used.
	 */
	EMBEDDED,

	/**
	 * A container that was started for the application. It is logged if an SSL bundle is
	 * not used, as the container has no TLS.
	 */
	CONTAINER,

	/**
	 * Code of the application, such as an {@link M2xConnectionDetails} bean. It is logged
	 * as a warning if an SSL bundle is not used, as the address is plain.
	 */
	APPLICATION

}
