package io.m2x.server.web;

import java.util.Set;

/**
 * Text in the cells of CSV that spreadsheets would run as a formula, be it quoted or not.
 * As it is the text of others, whoever opens a list in a spreadsheet can ask for a form
 * that is only shown.
 *
 * @since 0.1.0
 */
public final class SpreadsheetText {

	private static final String PARAMETER = "spreadsheet";

	/** What formulas begin with, also as wide letters and after what is skipped. */
	private static final String BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

	private SpreadsheetText() {
	}

	/**
	 * Read whether an answer in CSV is meant for a spreadsheet.
	 * @param fields the fields of the request
	 * @return whether it is
	 */
	public static boolean isWanted(Fields fields) {
		return "true".equals(fields.choice(PARAMETER, Set.of("true", "false")));
	}

	/**
	 * Return text that spreadsheets show and never run.
	 * @param text the text
	 * @return the text, with an apostrophe before it if it could be run
	 */
	public static String escaped(String text) {
		return (!text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

}
