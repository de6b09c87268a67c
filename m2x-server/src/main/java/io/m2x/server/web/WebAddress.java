package io.m2x.server.web;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * The address of something on the web, in the form in which it goes out: with what RFC
 * 3986 allows in each part and nothing else. A host may have an underscore, as the names
 * of services in Compose files do.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the name or IP address of the host, in ASCII
 * @param port the port, or -1 if none is named
 * @param target the path and the query
 * @since 0.1.0
 */
public record WebAddress(String scheme, String host, int port, String target) {

	private static final String HTTP = "http";

	private static final String HTTPS = "https";

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	private static final int MAX_PORT = 65535;

	private static final int MAX_HOST = 253;

	/** Neither a user, as it would be a secret in an address, nor an escaped host. */
	private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:@%]+)(?::(\\d{0,5}))?");

	private static final Pattern NAME = Pattern.compile("[\\w-]{1,63}(\\.[\\w-]{1,63})*\\.?");

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	/**
	 * Read an address. What can be encoded without a doubt is: letters of other alphabets
	 * in the path, the query and the host, and brackets in the query.
	 * @param text the text, which may end in a fragment that goes nowhere
	 * @return the address, or {@code null} if the text is none
	 */
	public static @Nullable WebAddress parse(String text) {
		try {
			URI uri = new URI(text);
			String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
			Matcher authority = AUTHORITY.matcher((uri.getRawAuthority() != null) ? uri.getRawAuthority() : "");
			if (!(HTTP.equals(scheme) || HTTPS.equals(scheme)) || !authority.matches()) {
				return null;
			}
			@Nullable String host = host(authority.group(1));
			@Nullable String digits = authority.group(2);
			int port = (digits == null || digits.isEmpty()) ? -1 : Integer.parseInt(digits);
			if (host == null || port == 0 || port > MAX_PORT) {
				return null;
			}
			String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
			String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
			return new WebAddress(scheme, host, port, encode(path + query));
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static @Nullable String host(String text) {
		if (text.startsWith("[")) {
			return NetUtil.isValidIpV6Address(text) ? text : null;
		}
		try {
			// Besides other alphabets this knows characters that look like a slash.
			String host = IDN.toASCII(text);
			return (host.length() <= MAX_HOST && NAME.matcher(host).matches()) ? host : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String encode(String text) {
		StringBuilder encoded = new StringBuilder();
		text.codePoints().forEach((character) -> {
			if (character < 128 && character != '[' && character != ']') {
				encoded.append((char) character);
			}
			else {
				for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
					encoded.append('%').append(HEX.toHexDigits(octet));
				}
			}
		});
		return encoded.toString();
	}

	/**
	 * Return what a {@code Host} header says: the host, and the port unless it is the
	 * usual one. It tells no secret.
	 * @return host and port
	 */
	public String authority() {
		return (this.port == -1 || this.port == usualPort()) ? this.host : this.host + ":" + this.port;
	}

	/**
	 * Return the port to connect to.
	 * @return the port, the usual one of the scheme if none is named
	 */
	public int effectivePort() {
		return (this.port != -1) ? this.port : usualPort();
	}

	private int usualPort() {
		return HTTPS.equals(this.scheme) ? HTTPS_PORT : HTTP_PORT;
	}

	/**
	 * Return the whole address.
	 * @return the address, as it may stand in a header
	 */
	public String toUrl() {
		return this.scheme + "://" + this.host + ((this.port != -1) ? ":" + this.port : "") + this.target;
	}

	// Path and query may hold secrets.
	@Override
	public String toString() {
		return "WebAddress[" + authority() + "]";
	}

}
