package io.m2x.server.values;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

import org.jspecify.annotations.Nullable;

import io.m2x.server.summaries.Summary;

/**
 * Selects values by their size.
 *
 * @param min the smallest value, {@code null} for no limit
 * @param max the greatest value, {@code null} for no limit
 */
record Bounds(@Nullable Double min, @Nullable Double max) {

	static final Bounds NONE = new Bounds(null, null);

	boolean exist() {
		return this.min != null || this.max != null;
	}

	// Return the bounds of what is within both.
	Bounds and(Bounds other) {
		return new Bounds(both(this.min, other.min, Math::max), both(this.max, other.max, Math::min));
	}

	private static @Nullable Double both(@Nullable Double a, @Nullable Double b, DoubleBinaryOperator choice) {
		if (a == null) {
			return b;
		}
		return (b != null) ? (Double) choice.applyAsDouble(a, b) : a;
	}

	boolean hold(double value) {
		return (this.min == null || value >= this.min) && (this.max == null || value <= this.max);
	}

	boolean holdAll(Summary summary) {
		return (this.min == null || summary.min() >= this.min) && (this.max == null || summary.max() <= this.max);
	}

	boolean holdSome(Summary summary) {
		return (this.min == null || summary.max() >= this.min) && (this.max == null || summary.min() <= this.max);
	}

	String sql() {
		return ((this.min != null) ? " AND num >= ?" : "") + ((this.max != null) ? " AND num <= ?" : "");
	}

	List<Object> parameters() {
		List<Object> parameters = new ArrayList<>();
		if (this.min != null) {
			parameters.add(this.min);
		}
		if (this.max != null) {
			parameters.add(this.max);
		}
		return parameters;
	}

}
