package io.m2x.server.streams;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Finds devices by the current values of their streams.
 *
 * @since 0.1.0
 */
public final class StreamFilter {

	private static final String FIELD = "streams";

	private static final String EQUAL = "eq";

	private static final String MATCH = "match";

	private static final Map<String, String> COMPARISONS = Map.of("gt", ">", "gte", ">=", "lt", "<", "lte", "<=", EQUAL,
			"=");

	/** The operators that can't be combined with others. */
	private static final Set<String> LONELY = Set.of(EQUAL, MATCH);

	private static final int MAX_STREAMS = 100;

	private static final int MAX_TEXT = 10_000;

	private StreamFilter() {
	}

	/**
	 * Read what the current values of a device's streams must be.
	 * @param fields the fields of the request
	 * @param conditions the conditions to add to
	 * @param device the row of the device in SQL
	 */
	public static void read(Fields fields, SqlConditions conditions, String device) {
		Fields streams = fields.object(FIELD);
		if (streams == null) {
			return;
		}
		if (streams.names().size() > MAX_STREAMS) {
			streams.reject(FIELD, Validation.TOO_LONG);
			return;
		}
		for (String name : streams.names()) {
			Fields comparison = comparison(streams, name);
			if (comparison != null) {
				StringBuilder sql = new StringBuilder("EXISTS (SELECT 1 FROM streams s WHERE s.device_id = " + device
						+ " AND s.name = " + conditions.bind(name));
				comparison.names().forEach((operator) -> sql.append(condition(comparison, operator, conditions)));
				conditions.add(sql.append(')').toString());
			}
		}
	}

	private static @Nullable Fields comparison(Fields streams, String name) {
		JsonNode node = streams.node(name);
		Fields comparison = (node != null && Fields.isStorable(name)) ? streams.element(FIELD, node) : null;
		boolean valid = comparison != null && !comparison.names().isEmpty()
				&& (comparison.names().size() == 1 || comparison.names().stream().noneMatch(LONELY::contains));
		if (!valid) {
			streams.reject(FIELD, Validation.NOT_VALID);
		}
		return valid ? comparison : null;
	}

	// A stream without a value, or with a value of the other type, does not match.
	private static String condition(Fields comparison, String operator, SqlConditions conditions) {
		if (comparison.node(operator) != null && MATCH.equals(operator)) {
			String text = comparison.text(operator, MAX_TEXT);
			return (text != null) ? " AND " + conditions.contains("s.latest_txt", text) : "";
		}
		@Nullable String symbol = COMPARISONS.get(operator);
		Double number = (symbol != null) ? comparison.number(operator) : null;
		if (number == null) {
			comparison.reject(FIELD, Validation.NOT_VALID);
			return "";
		}
		return " AND s.latest_num " + symbol + " " + conditions.bind(number);
	}

}
