package io.m2x.server.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes and recognises the 32 hex digits of which keys and ids consist.
 *
 * @since 0.1.0
 */
public final class Tokens {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

	private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private Tokens() {
	}

	/**
	 * Return a token that nobody can guess.
	 * @return 32 lowercase hex digits
	 */
	public static String next() {
		byte[] bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * Return a token that tells when it was made.
	 * @param now milliseconds since 1970
	 * @return six digits of year and month, then 32 lowercase hex digits
	 */
	public static String nextDated(long now) {
		return MONTH.format(Instant.ofEpochMilli(now)) + next();
	}

	/**
	 * Return a shorter token for what is found only together with its owner.
	 * @return 20 characters that need no encoding in an address
	 */
	public static String nextShort() {
		byte[] bytes = new byte[15];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().encodeToString(bytes);
	}

	/**
	 * Return whether a text has the form of a token.
	 * @param text the text
	 * @return whether it consists of 32 lowercase hex digits
	 */
	public static boolean isToken(String text) {
		return FORM.matcher(text).matches();
	}

}
