package io.m2x.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A response that can be written as an object or as rows.
 *
 * @param body the response as an object
 * @param columns the names of the columns
 * @param rows gives the cells of the rows, in the order of the columns
 * @since 0.1.0
 */
public record Table(@JsonValue Map<String, Object> body, List<String> columns,
		Supplier<Stream<List<@Nullable Object>>> rows) {

	/**
	 * Return the same response with text in rows that no spreadsheet runs.
	 * @param wanted whether the client asked for that
	 * @return this response if the client did not
	 */
	public Table forSpreadsheet(boolean wanted) {
		return wanted ? new Table(this.body, this.columns.stream().map(SpreadsheetText::escaped).toList(),
				() -> this.rows.get().map(Table::escaped)) : this;
	}

	private static List<@Nullable Object> escaped(List<@Nullable Object> row) {
		List<@Nullable Object> cells = new ArrayList<>(row);
		cells.replaceAll((cell) -> (cell instanceof String text) ? SpreadsheetText.escaped(text) : cell);
		return cells;
	}

}
