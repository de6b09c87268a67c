package io.m2x.server.web;

import org.springframework.core.Ordered;

/**
 * The order in which requests pass what stands in front of the controllers. Everything
 * here comes before what the framework and Spring Boot add.
 *
 * @since 0.1.0
 */
public enum FilterOrder implements Ordered {

	/** Decorates the request: a semicolon is a character of the path. */
	PLAIN_PATH,

	/** Decorates the request: keys in paths are not printed. */
	KEY_PATH_MASK,

	/** Removes the slash at the end of the path. */
	TRAILING_SLASH,

	/** Releases the memory of bodies, whatever happens in the filters behind it. */
	BODY_MEMORY,

	/** Sets the headers of every response, also of those that filters write. */
	RESPONSE_HEADERS,

	/** Responds to preflight requests, which carry no key. */
	CORS,

	/** Finds the caller. */
	AUTHENTICATION,

	/**
	 * Decorates the request with the method that it stands for. Also refuses unknown
	 * methods, which needs the response headers.
	 */
	METHOD_OVERRIDE,

	/** Guards the actuator. */
	ACTUATOR_GUARD,

	/** Logs the requests of callers that are known. */
	REQUEST_LOG,

	/** Turns the exceptions of all the others into responses. */
	ERROR_HANDLER;

	/** Leaves room for the filters of an application between two of these. */
	private static final int STEP = 10;

	// The order of the constants is what this enum is about.
	@SuppressWarnings("EnumOrdinal")
	@Override
	public int getOrder() {
		return (ordinal() - values().length) * STEP;
	}

}
