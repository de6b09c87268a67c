package io.m2x.server.triggers;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.Validation;

/**
 * The older form of a trigger's conditions: one stream, one operator, one value.
 *
 * @param stream the name of the stream
 * @param operator a sign of comparison, or two dots for a range
 * @param value the number or text to compare with; two numbers with two dots between them
 * for a range
 */
record SingleStream(@Nullable String stream, @Nullable String operator, @Nullable JsonNode value) {

	private static final String BETWEEN = "..";

	private static final Set<String> OPERATORS = Set.of("<", "<=", "=", ">=", ">", BETWEEN);

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final SingleStream NONE = new SingleStream(null, null, null);

	static boolean isIn(Fields fields) {
		return fields.has("stream") || fields.has("condition") || fields.has("value");
	}

	// Return the older form of conditions that were made in it.
	static SingleStream of(TriggerConditions conditions) {
		Map.Entry<String, Condition> entry = conditions.byStream().entrySet().iterator().next();
		Condition condition = entry.getValue();
		if (condition.gte() != null && condition.lte() != null) {
			String range = Numbers.plainText(condition.gte()) + BETWEEN + Numbers.plainText(condition.lte());
			return new SingleStream(entry.getKey(), BETWEEN, NODES.stringNode(range));
		}
		if (condition.match() != null) {
			return new SingleStream(entry.getKey(), "=", NODES.stringNode(condition.match()));
		}
		String operator = (condition.gt() != null) ? ">" : (condition.gte() != null) ? ">="
				: (condition.lt() != null) ? "<" : (condition.lte() != null) ? "<=" : "=";
		Map<String, Object> operators = condition.toWire();
		Number number = (Number) operators.values().iterator().next();
		return new SingleStream(entry.getKey(), operator, (number instanceof Long integer)
				? NODES.numberNode(integer.longValue()) : NODES.numberNode(number.doubleValue()));
	}

	// Read the older form; what was not sent is as in the base.
	static TriggerConditions read(Fields fields, String valueName, @Nullable SingleStream base) {
		SingleStream before = (base != null) ? base : NONE;
		String stream = fields.has("stream") ? fields.text("stream", Integer.MAX_VALUE) : before.stream;
		String operator = fields.has("condition") ? fields.choice("condition", OPERATORS) : before.operator;
		JsonNode value = fields.has(valueName) ? fields.node(valueName) : before.value;
		if (stream != null && !TriggerConditions.isStreamName(stream)) {
			fields.reject("stream", Validation.NOT_VALID);
		}
		require(fields, "stream", stream);
		require(fields, "condition", operator);
		require(fields, valueName, value);
		if (stream == null || operator == null || value == null) {
			return new TriggerConditions(Map.of());
		}
		@Nullable Condition condition = condition(operator, value);
		fields.orReject(condition, valueName, Validation.NOT_VALID);
		return (condition != null) ? TriggerConditions.of(stream, condition) : new TriggerConditions(Map.of());
	}

	private static void require(Fields fields, String name, @Nullable Object value) {
		if (value == null && fields.node(name) == null) {
			fields.reject(name, Validation.NOT_PRESENT);
		}
	}

	private static @Nullable Condition condition(String operator, JsonNode value) {
		if (operator.equals(BETWEEN)) {
			return between(value);
		}
		Double number = Numbers.parse(value);
		if (number != null) {
			return new Condition(operator.equals(">") ? number : null, operator.equals(">=") ? number : null,
					operator.equals("<") ? number : null, operator.equals("<=") ? number : null,
					operator.equals("=") ? number : null, null, null, null);
		}
		if (operator.equals("=") && Fields.isText(value) && value.stringValue().length() <= Fields.MAX_NAME) {
			return new Condition(null, null, null, null, null, value.stringValue(), null, null);
		}
		return null;
	}

	private static @Nullable Condition between(JsonNode value) {
		String[] parts = value.isString() ? value.stringValue().split("\\.\\.|,", -1) : new String[0];
		if (parts.length != 2) {
			return null;
		}
		Double low = Numbers.parse(NODES.stringNode(parts[0]));
		Double high = Numbers.parse(NODES.stringNode(parts[1]));
		if (low == null || high == null || low > high) {
			return null;
		}
		return new Condition(null, low, null, high, null, null, null, null);
	}

}
