package io.m2x.client.internal;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Describes in messages where the calls of a client go.
 */
final class Origin {

	private final String host;

	private final @Nullable String hint;

	private Origin(String host, @Nullable String hint) {
		this.host = host;
		this.hint = hint;
	}

	/**
	 * Return the origin for a base URL.
	 * @param baseUrl the base URL, which contains no secret
	 * @return the origin
	 */
	static Origin of(URI baseUrl) {
		String path = (baseUrl.getRawPath() != null) ? baseUrl.getRawPath() : "";
		String hint = path.matches("(?:.*/)?v\\d+(?:/.*)?") ? null
				: "the base URL " + baseUrl + " has no version in its path; try " + baseUrl + "/v2";
		return new Origin(hostOf(baseUrl), hint);
	}

	/**
	 * Return the host and the port of an address, without user information.
	 * @param address the address
	 * @return the host
	 */
	static String hostOf(URI address) {
		String authority = address.getRawAuthority();
		return (authority != null) ? authority.substring(authority.lastIndexOf('@') + 1) : "an unknown host";
	}

	String host() {
		return this.host;
	}

	/**
	 * Return what may be wrong with the address if M2X is not found there.
	 * @return the hint, or {@code null} for none
	 */
	@Nullable String hint() {
		return this.hint;
	}

	String withHint(String text) {
		return (this.hint != null) ? text + " (" + this.hint + ")" : text;
	}

}
