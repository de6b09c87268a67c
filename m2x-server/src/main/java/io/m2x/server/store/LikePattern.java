package io.m2x.server.store;

import java.util.Locale;

/**
 * Patterns for {@code LIKE} in which a client's text stands for itself.
 *
 * @since 0.1.0
 */
public final class LikePattern {

	/** What must follow a pattern in SQL. */
	public static final String ESCAPE = " ESCAPE '!'";

	private LikePattern() {
	}

	/**
	 * Return the pattern of everything that contains a text, to be compared with text in
	 * lower case.
	 * @param text the text
	 * @return the pattern
	 */
	public static String contains(String text) {
		return "%" + text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
	}

}
