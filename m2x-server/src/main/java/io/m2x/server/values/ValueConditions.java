package io.m2x.server.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.store.CaseFolding;
import io.m2x.server.streams.DataStream;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * What the values of streams must be at a time, so that the values of that time are
 * found. A stream without a value at a time fulfils nothing then.
 *
 * @param streams the conditions of each stream, all of which must hold
 */
record ValueConditions(List<StreamCondition> streams) {

	/** Conditions that always hold. */
	static final ValueConditions NONE = new ValueConditions(List.of());

	private static final String FIELD = "conditions";

	private static final Set<String> NUMERIC = Set.of("gt", "gte", "lt", "lte", "eq");

	/**
	 * Keeps PostgreSQL from looking for the best order in which to join as many streams,
	 * which would take it seconds.
	 */
	private static final String LOOKED_UP = " LIMIT 1 OFFSET 0)";

	/** How many streams may have conditions; each is one more look-up for each value. */
	private static final int MAX_STREAMS = 50;

	// Read the conditions; errors are added to the fields.
	static ValueConditions read(Fields fields, Map<String, DataStream> known) {
		@Nullable Fields sent = fields.object(FIELD);
		if (sent == null) {
			return NONE;
		}
		if (sent.names().size() > MAX_STREAMS) {
			fields.reject(FIELD, Validation.TOO_LONG);
			return NONE;
		}
		List<StreamCondition> streams = new ArrayList<>();
		for (String name : sent.names()) {
			sent.require(name);
			@Nullable DataStream stream = sent.orReject(known.get(name), name, Validation.NOT_FOUND);
			@Nullable Fields operators = sent.object(name);
			if (stream != null && operators != null) {
				streams.add(new StreamCondition(stream, comparisons(operators, stream)));
			}
		}
		return new ValueConditions(streams);
	}

	private static List<Comparison> comparisons(Fields operators, DataStream stream) {
		List<Comparison> comparisons = new ArrayList<>();
		if (operators.names().isEmpty()) {
			operators.reject(FIELD, Validation.NOT_PRESENT);
		}
		for (String operator : operators.names()) {
			operators.require(operator);
			@Nullable Comparison comparison = stream.numeric() ? ofNumber(operators, operator) : ofText(operators, operator);
			if (comparison != null) {
				comparisons.add(comparison);
			}
		}
		return comparisons;
	}

	private static @Nullable Comparison ofNumber(Fields operators, String operator) {
		if (!NUMERIC.contains(operator)) {
			operators.reject(operator, Validation.NOT_VALID);
			return null;
		}
		@Nullable Double operand = operators.number(operator);
		return (operand != null) ? compare(operator, operand) : null;
	}

	private static Comparison compare(String operator, Double operand) {
		return switch (operator) {
			case "gt" -> new Comparison("%snum > :%s", operand, new Bounds(operand, null));
			case "gte" -> new Comparison("%snum >= :%s", operand, new Bounds(operand, null));
			case "lt" -> new Comparison("%snum < :%s", operand, new Bounds(null, operand));
			case "lte" -> new Comparison("%snum <= :%s", operand, new Bounds(null, operand));
			default -> new Comparison("%snum = :%s", operand, new Bounds(operand, operand));
		};
	}

	private static @Nullable Comparison ofText(Fields operators, String operator) {
		boolean match = "match".equals(operator);
		if (!match && !"eq".equals(operator)) {
			operators.reject(operator, Validation.NOT_VALID);
			return null;
		}
		@Nullable String operand = operators.text(operator, DataPoint.MAX_TEXT);
		if (operand == null) {
			return null;
		}
		if (!match) {
			return new Comparison("%stxt = :%s", operand, Bounds.NONE);
		}
		return new Comparison(operand.isEmpty() ? "%stxt IS NOT NULL" : CaseFolding.contains("%1$stxt", ":%2$s"),
				CaseFolding.fold(operand), Bounds.NONE);
	}

	// Return a stream whose numbers must be within bounds, if there is one.
	ValueRange.@Nullable BoundStream boundStream() {
		return this.streams.stream()
			.map((condition) -> new ValueRange.BoundStream(condition.stream().row(), condition.bounds()))
			.filter((stream) -> stream.bounds().exist())
			.findFirst()
			.orElse(null);
	}

	// Return what to add to the condition of a statement that reads values of a stream.
	String sql(DataStream read) {
		StringBuilder sql = new StringBuilder();
		for (int i = 0; i < this.streams.size(); i++) {
			StreamCondition condition = this.streams.get(i);
			if (condition.stream().row() == read.row()) {
				sql.append(condition.sql("", i));
			}
			else {
				sql.append(" AND EXISTS (SELECT 1 FROM stream_values other WHERE other.stream_id = :stream")
					.append(i)
					.append(" AND other.at_ms = stream_values.at_ms")
					.append(condition.sql("other.", i))
					.append(LOOKED_UP);
			}
		}
		return sql.toString();
	}

	void apply(JdbcClient.StatementSpec statement) {
		for (int i = 0; i < this.streams.size(); i++) {
			statement.param("stream" + i, this.streams.get(i).stream().row());
			List<Comparison> comparisons = this.streams.get(i).comparisons();
			for (int j = 0; j < comparisons.size(); j++) {
				statement.param(StreamCondition.parameter(i, j), comparisons.get(j).operand());
			}
		}
	}

	/**
	 * What the values of one stream must be.
	 *
	 * @param stream the stream
	 * @param comparisons what must hold for a value
	 */
	record StreamCondition(DataStream stream, List<Comparison> comparisons) {

		Bounds bounds() {
			return this.comparisons.stream().map(Comparison::bounds).reduce(Bounds.NONE, Bounds::and);
		}

		static String parameter(int stream, int comparison) {
			return "operand" + stream + "_" + comparison;
		}

		String sql(String table, int number) {
			StringBuilder sql = new StringBuilder();
			for (int i = 0; i < this.comparisons.size(); i++) {
				sql.append(" AND ").append(this.comparisons.get(i).sql().formatted(table, parameter(number, i)));
			}
			return sql.toString();
		}

	}

	/**
	 * What must hold for a value.
	 *
	 * @param sql the condition, with places for the table and the parameter
	 * @param operand a number or text
	 * @param bounds what holds for numbers at least
	 */
	record Comparison(String sql, Object operand, Bounds bounds) {

	}

}
