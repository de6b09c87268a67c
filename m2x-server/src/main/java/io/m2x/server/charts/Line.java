package io.m2x.server.charts;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.server.streams.DataStream;
import io.m2x.server.values.ValueCurve;

/**
 * A line to be drawn.
 *
 * @param label its text in the legend
 * @param unit the unit of its values
 * @param points the points that it connects
 */
record Line(String label, @Nullable String unit, List<ValueCurve.Point> points) {

	private static final int LONGEST_TITLE = 80;

	private static final int LONGEST_NAME = 28;

	private static final int LONGEST_UNIT = 12;

	static Line of(Chart.Series series, @Nullable DataStream stream, List<ValueCurve.Point> points) {
		@Nullable String displayName = (stream != null) ? stream.displayName() : null;
		@Nullable String unit = (stream != null) ? (stream.unitSymbol() != null) ? stream.unitSymbol() : stream.unitLabel()
				: null;
		String label = legible(series.deviceName(), LONGEST_NAME) + " \u00b7 " + legible(
				(displayName != null && !displayName.isBlank()) ? displayName : series.stream(), LONGEST_NAME);
		@Nullable String legibleUnit = (unit != null && !unit.isBlank()) ? legible(unit, LONGEST_UNIT) : null;
		return new Line((legibleUnit != null) ? label + " (" + legibleUnit + ")" : label, legibleUnit, points);
	}

	static String title(String name) {
		return legible(name, LONGEST_TITLE);
	}

	// Make a name fit for an image: short and without characters that can't be drawn.
	private static String legible(String name, int longest) {
		String text = name.replaceAll("[\\p{Cntrl}\\p{Cs}\\ufffe\\uffff]+", " ").strip();
		int length = text.codePointCount(0, text.length());
		return (length <= longest) ? text : text.substring(0, text.offsetByCodePoints(0, longest)) + "\u2026";
	}

}
