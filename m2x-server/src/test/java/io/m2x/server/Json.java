package io.m2x.server;

/**
 * Lets tests write JSON with single quotes, which Java need not escape.
 */
public final class Json {

	private Json() {
	}

	/**
	 * Return JSON with its usual quotes.
	 */
	public static String of(String text) {
		return text.replace('\'', '"');
	}

	/**
	 * Return JSON with its usual quotes and with values, printed as they are, in place of
	 * each {@code %s}.
	 */
	public static String of(String text, Object... values) {
		return of(text).formatted(values);
	}

}
