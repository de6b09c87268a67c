package io.m2x.server.values;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import io.m2x.server.store.CaseFolding;

/**
 * Binds the values of several series, one after the other, to the statements that store
 * them.
 */
final class ValueBinder {

	private static final int NUMBER_COLUMNS = 3;

	private static final int TEXT_COLUMNS = 4;

	private final List<Series> series;

	private final boolean numeric;

	private int current;

	private int index;

	private ValueBinder(List<Series> series, boolean numeric) {
		this.series = series.stream().filter((one) -> one.stream().numeric() == numeric).toList();
		this.numeric = numeric;
	}

	static ValueBinder ofNumbers(List<Series> series) {
		return new ValueBinder(series, true);
	}

	static ValueBinder ofTexts(List<Series> series) {
		return new ValueBinder(series, false);
	}

	// Return how many values there are.
	int size() {
		return this.series.stream().mapToInt(Series::size).sum();
	}

	// Return how many columns a value has.
	int columns() {
		return this.numeric ? NUMBER_COLUMNS : TEXT_COLUMNS;
	}

	// Bind the next rows to a statement with as many.
	void bind(PreparedStatement statement, int rows) throws SQLException {
		int parameter = 0;
		for (int row = 0; row < rows; row++) {
			Series values = this.series.get(this.current);
			statement.setLong(++parameter, values.stream().row());
			statement.setLong(++parameter, values.time(this.index));
			if (this.numeric) {
				statement.setDouble(++parameter, values.numberAt(this.index));
			}
			else {
				String text = values.text(this.index);
				statement.setString(++parameter, text);
				statement.setString(++parameter, CaseFolding.stored(text));
			}
			if (++this.index == values.size()) {
				this.index = 0;
				this.current++;
			}
		}
	}

}
