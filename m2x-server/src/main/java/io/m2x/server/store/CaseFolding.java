package io.m2x.server.store;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds texts regardless of case, in the same way on every database. Beside a column that
 * is searched there is one whose name ends in {@code _folded}. It is null beside texts of
 * ASCII, whose case all databases change alike.
 *
 * @since 0.1.0
 */
public final class CaseFolding {

	private static final int LAST_ASCII = 0x7F;

	private CaseFolding() {
	}

	/**
	 * Return what to store in the column beside a text.
	 * @param text the text
	 * @return the folded text, {@code null} if there is no text or the database can fold
	 * it
	 */
	public static @Nullable String stored(@Nullable String text) {
		return (text == null || text.chars().allMatch((unit) -> unit <= LAST_ASCII)) ? null : fold(text);
	}

	/**
	 * Change a text so that two texts that differ in their case become equal.
	 * @param text the text
	 * @return the folded text
	 */
	public static String fold(String text) {
		return text.toUpperCase(Locale.ROOT);
	}

	/**
	 * Return the condition that a column contains a text.
	 * @param column the column in SQL
	 * @param folded the folded text in SQL, not empty
	 * @return the condition in SQL
	 */
	public static String contains(String column, String folded) {
		// Not LIKE, whose patterns must not be long on every database.
		String whole = "COALESCE(" + column + "_folded, UPPER(" + column + "))";
		return "REPLACE(" + whole + ", " + folded + ", '') <> " + whole;
	}

}
