package io.m2x.client;

import java.net.URI;
import java.net.URISyntaxException;

import org.springframework.util.Assert;

/**
 * Checks the address that calls go to.
 */
final class BaseUrl {

	private BaseUrl() {
	}

	static URI parse(String text) {
		Assert.hasText(text, "The base URL must not be empty");
		URI uri = toUri(text.strip());
		String scheme = uri.getScheme();
		Assert.isTrue("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme),
				"The base URL must begin with http:// or https://");
		Assert.isTrue(uri.getHost() != null, "The base URL must name a host");
		Assert.isTrue(uri.getPort() <= 65535, "The port of the base URL must be at most 65535");
		Assert.isTrue(uri.getRawUserInfo() == null, "The base URL must not hold a user or a password");
		Assert.isTrue(uri.getRawQuery() == null && uri.getRawFragment() == null,
				"The base URL must not have a query or a fragment");
		return toUri(text.strip().replaceAll("/+$", ""));
	}

	private static URI toUri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("The base URL is not a valid address: " + ex.getReason(), ex);
		}
	}

}
