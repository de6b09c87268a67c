package io.m2x.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Checks and normalizes the base URL of a client.
 */
final class BaseUrl {

	private static final int MAX_PORT = 65535;

	// Host names in container networks have underscores, which java.net.URI does not
	// accept in a host.
	private static final Pattern AUTHORITY = Pattern
		.compile("((?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\\.?)+|\\[[0-9A-Fa-f:.]+])(?::(\\d*))?");

	private BaseUrl() {
	}

	static URI parse(String text) {
		Assert.hasText(text, "The base URL must not be empty");
		URI uri = toUri(text.strip());
		String scheme = uri.getScheme();
		Assert.isTrue("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme),
				"The base URL must start with http:// or https://");
		String authority = (uri.getRawAuthority() != null) ? uri.getRawAuthority() : "";
		Assert.isTrue(authority.indexOf('@') < 0, "The base URL must not contain a user or a password");
		Assert.isTrue(authority.chars().allMatch((character) -> character < 0x80),
				"The host of the base URL must be in ASCII; write parts with other letters in their xn-- form");
		Matcher matcher = AUTHORITY.matcher(authority);
		Assert.isTrue(matcher.matches(),
				"The base URL must contain a host of letters, digits, dots, hyphens and underscores, or an IP address");
		Assert.isTrue(uri.getRawQuery() == null && uri.getRawFragment() == null,
				"The base URL must not have a query or a fragment");
		return toUri(scheme.toLowerCase(Locale.ROOT) + "://" + matcher.group(1) + port(matcher.group(2))
				+ path(uri.getRawPath()));
	}

	private static String port(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		String digits = text.replaceFirst("^0+(?=.)", "");
		Assert.isTrue(digits.length() <= 5 && Integer.parseInt(digits) <= MAX_PORT,
				"The port of the base URL must be at most 65535");
		Assert.isTrue(!digits.equals("0"), "The port of the base URL must be at least 1");
		return ":" + digits;
	}

	// java.net.URI accepts letters of all languages, which have to be encoded.
	private static String path(@Nullable String path) {
		String plain = (path != null) ? path.replaceAll("/{2,}", "/").replaceFirst("/$", "") : "";
		Assert.isTrue(!plain.matches("(?:.*/)?\\.{1,2}(?:/.*)?"),
				"The path of the base URL must not contain a segment . or ..");
		return toUri("http://host" + plain).toASCIIString().substring("http://host".length());
	}

	private static URI toUri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			// The exception quotes the address, which may contain a password, so it is
			// dropped.
			throw new IllegalArgumentException("The base URL is not a valid address: " + ex.getReason());
		}
	}

}
