package io.m2x.server.store;

import java.util.regex.Pattern;

/**
 * Knows which texts every database stores and gives back as they were.
 *
 * @since 0.1.0
 */
public final class StorableText {

	/** What neither JSON nor every database can carry: NUL and halves of a pair. */
	private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

	private StorableText() {
	}

	/**
	 * Return whether a text can be stored.
	 * @param text the text
	 * @return whether it is without characters that can't be stored
	 */
	public static boolean matches(String text) {
		return !UNSTORABLE.matcher(text).find();
	}

}
