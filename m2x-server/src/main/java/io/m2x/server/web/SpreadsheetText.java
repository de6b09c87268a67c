package io.m2x.server.web;

import java.util.Set;

/**
 * Escapes text in CSV that spreadsheets would run as a formula, whether it is quoted or
 * not. Clients ask for that when they open a list in a spreadsheet, since the text comes
 * from others.
 *
 * @since 0.1.0
 */
public final class SpreadsheetText {

	private static final String PARAMETER = "spreadsheet";

	/**
	 * The beginning of a formula, also in wide letters and behind characters that are
	 * skipped.
	 */
	private static final String BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

	private SpreadsheetText() {
	}

	/**
	 * Read whether a response in CSV is meant for a spreadsheet.
	 * @param fields the fields of the request
	 * @return whether it is
	 */
	public static boolean isWanted(Fields fields) {
		return "true".equals(fields.choice(PARAMETER, Set.of("true", "false")));
	}

	/**
	 * Return text that spreadsheets show and don't run.
	 * @param text the text
	 * @return the text, with an apostrophe before it if it could be run
	 */
	public static String escaped(String text) {
		return (!text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

}
