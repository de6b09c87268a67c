package io.m2x.client.error;

/**
 * Problem with a connection that a setting of the application can solve.
 *
 * @see io.m2x.client.M2xClientBuilder#connectionHints
 * @since 0.1.0
 */
public enum ConnectionProblem {

	/**
	 * The proxy can't be reached.
	 */
	PROXY_UNREACHABLE,

	/**
	 * The proxy requires a user name and a password, or rejects those that it got.
	 */
	PROXY_AUTHENTICATION,

	/**
	 * All connections are in use, and none became free in time.
	 */
	NO_FREE_CONNECTION

}
