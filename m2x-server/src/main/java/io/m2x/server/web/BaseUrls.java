package io.m2x.server.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Knows the address under which the API is reached from outside.
 *
 * @since 0.1.0
 */
public final class BaseUrls {

	/** The path under which the whole API lives. */
	public static final String PREFIX = "/v2";

	/** The path of files, which need no key: nobody can guess where they are. */
	public static final String FILES = PREFIX + "/files";

	private final @Nullable String publicBaseUrl;

	/**
	 * Create the addresses.
	 * @param publicBaseUrl the address of the API for the outside world, with its path,
	 * or {@code null} to use the host that each request names
	 */
	public BaseUrls(@Nullable URI publicBaseUrl) {
		this.publicBaseUrl = (publicBaseUrl != null) ? checked(publicBaseUrl) : null;
	}

	private static String checked(URI url) {
		@Nullable WebAddress address = WebAddress.parse(url.toString());
		if (address == null || url.getRawQuery() != null || url.getRawFragment() != null) {
			throw invalid();
		}
		String text = address.toUrl();
		return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
	}

	/**
	 * Create the exception for an invalid public base URL. It does not show the URL.
	 * @return the exception to throw
	 */
	public static IllegalStateException invalid() {
		return new IllegalStateException(
				"The public base URL must look like 'https://m2x.example.org/v2': http or https, a host and a path");
	}

	String forRequest(ServerHttpRequest request) {
		if (this.publicBaseUrl != null) {
			return this.publicBaseUrl;
		}
		URI uri = request.getURI();
		return uri.getScheme() + "://" + uri.getRawAuthority() + PREFIX;
	}

}
