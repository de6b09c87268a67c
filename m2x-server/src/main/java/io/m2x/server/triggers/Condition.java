package io.m2x.server.triggers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.Validation;

/**
 * A condition on the value of one stream.
 *
 * @param gt the number it must exceed
 * @param gte the number it must reach
 * @param lt the number it must stay below
 * @param lte the number it must not exceed
 * @param eq the number it must be
 * @param match the text it must be
 * @param changed {@code true} if it must have come just now and differ from the one
 * before it, {@code null} if that does not matter
 * @param reset the number that it must pass on the other side of the bound, before the
 * condition counts as left
 */
record Condition(@Nullable Double gt, @Nullable Double gte, @Nullable Double lt, @Nullable Double lte,
		@Nullable Double eq, @Nullable String match, @Nullable Boolean changed, @Nullable Double reset) {

	private static final Set<String> OPERATORS = Set.of("gt", "gte", "lt", "lte", "eq", "match", "changed", "reset");

	private static final int MAX_MATCH = 250;

	// Read a condition; errors are added to the fields.
	static Condition read(Fields fields) {
		if (!OPERATORS.containsAll(fields.names())) {
			fields.reject("conditions", Validation.NOT_VALID);
		}
		Condition condition = new Condition(fields.number("gt"), fields.number("gte"), fields.number("lt"),
				fields.number("lte"), fields.number("eq"), fields.text("match", MAX_MATCH),
				(fields.choice("changed", Set.of("true")) != null) ? true : null, fields.number("reset"));
		if (!condition.isPossible()) {
			fields.reject("conditions", Validation.NOT_VALID);
		}
		return condition;
	}

	private boolean isPossible() {
		boolean numeric = isBounded() || this.eq != null;
		boolean comparing = numeric || this.match != null;
		if ((numeric && this.match != null) || !(comparing || isChange()) || lowest() > highest()) {
			return false;
		}
		// Each value can be a change, so there is no state to reset.
		return this.reset == null || (isBounded() && !isChange() && (isResetBelow() || this.reset >= highest()));
	}

	private boolean isChange() {
		return this.changed != null;
	}

	private boolean isBounded() {
		return this.gt != null || this.gte != null || this.lt != null || this.lte != null;
	}

	private double lowest() {
		return Math.max((this.gt != null) ? this.gt : Double.NEGATIVE_INFINITY,
				(this.gte != null) ? this.gte : Double.NEGATIVE_INFINITY);
	}

	private double highest() {
		return Math.min((this.lt != null) ? this.lt : Double.POSITIVE_INFINITY,
				(this.lte != null) ? this.lte : Double.POSITIVE_INFINITY);
	}

	private boolean isResetBelow() {
		return this.reset != null && this.reset <= lowest();
	}

	// Return whether the current value of a stream meets the condition.
	boolean isMet(CurrentValues current, StreamValue value) {
		return (!isChange() || current.isChange(value)) && isMatched(value);
	}

	private boolean isMatched(StreamValue value) {
		if (this.match != null) {
			return this.match.equals(value.text());
		}
		if (!isBounded() && this.eq == null) {
			return true;
		}
		return value.number() != null && isAbove(value.number()) && isBelow(value.number())
				&& (this.eq == null || this.eq.doubleValue() == value.number());
	}

	// Return whether the condition is still met with the current value of a stream, after
	// it was met before.
	boolean isHeld(CurrentValues current, StreamValue value) {
		if (isChange()) {
			return !current.isNews(value);
		}
		if (this.reset == null || value.number() == null) {
			return isMatched(value);
		}
		return isResetBelow() ? value.number() >= this.reset && isBelow(value.number())
				: value.number() <= this.reset && isAbove(value.number());
	}

	private boolean isAbove(double number) {
		return (this.gt == null || number > this.gt) && (this.gte == null || number >= this.gte);
	}

	private boolean isBelow(double number) {
		return (this.lt == null || number < this.lt) && (this.lte == null || number <= this.lte);
	}

	// Return the condition in the form of the API's JSON.
	Map<String, Object> toWire() {
		Map<String, Object> operators = new LinkedHashMap<>();
		put(operators, "gt", Numbers.plain(this.gt));
		put(operators, "gte", Numbers.plain(this.gte));
		put(operators, "lt", Numbers.plain(this.lt));
		put(operators, "lte", Numbers.plain(this.lte));
		put(operators, "eq", Numbers.plain(this.eq));
		put(operators, "match", this.match);
		put(operators, "changed", this.changed);
		put(operators, "reset", Numbers.plain(this.reset));
		return operators;
	}

	private static void put(Map<String, Object> operators, String name, @Nullable Object value) {
		if (value != null) {
			operators.put(name, value);
		}
	}

}
