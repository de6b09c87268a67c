package io.m2x.server.charts;

import java.awt.Color;
import java.awt.Font;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import io.m2x.server.values.ValueCurve;

/**
 * Arranges lines on a chart: title, axes, legend and colours.
 */
final class Drawing {

	/** Colours that people with colour blindness can distinguish. */
	private static final Color[] COLORS = { new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
			new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9), new Color(0x4d4d4d), new Color(0x882255),
			new Color(0x332288), new Color(0x117733) };

	private static final Color TEXT = new Color(0x333333);

	private static final Color LINES = new Color(0xb0b0b0);

	private static final Color GRID = new Color(0xe4e4e4);

	/** The least width of an image with a title and labels. */
	private static final int MIN_WIDTH_FOR_TEXTS = 300;

	/** The least height of an image with a title and labels. */
	private static final int MIN_HEIGHT_FOR_TEXTS = 200;

	private static final int MIN_WIDTH_FOR_LEGEND = 600;

	private static final int LEGEND_ROW = 22;

	private static final int LEGEND_MARGIN = 60;

	/** The greatest number of points that a line with marks has. */
	private static final int MAX_MARKS = 40;

	private static final double LARGE = 1e7;

	private static final double SMALL = 1e-3;

	/** The greatest value for which the range of an axis is finite. */
	private static final double MAX_VALUE = Double.MAX_VALUE / 4;

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	private Drawing() {
	}

	static XYChart of(String title, List<Line> lines, int width, int height) {
		XYChart chart = new XYChartBuilder().width(width).height(height).title(title).build();
		style(chart.getStyler(), width >= MIN_WIDTH_FOR_TEXTS && height >= MIN_HEIGHT_FOR_TEXTS);
		List<Line> visible = lines.stream().filter((line) -> !line.points().isEmpty()).toList();
		if (visible.isEmpty()) {
			chart.getStyler().setAxisTicksVisible(false).setPlotGridLinesVisible(false);
			chart.addAnnotation(new AnnotationText("No values in this period", width / 2d, height / 2d, true));
			return chart;
		}
		placeLegend(chart.getStyler(), lines.size() * LEGEND_ROW, width, height);
		addTimes(chart, visible);
		addNumbers(chart, visible);
		for (Line line : lines) {
			add(chart, line, visible.get(0).points().get(0).at());
		}
		return chart;
	}

	// Place a long legend beside the lines, because below them it would take their room.
	private static void placeLegend(Styler styler, int legendHeight, int width, int height) {
		if (legendHeight > height / 3) {
			styler.setLegendPosition(Styler.LegendPosition.OutsideE)
				.setLegendFont(styler.getLegendFont().deriveFont(10f))
				.setLegendSeriesLineLength(14);
			boolean fits = width >= MIN_WIDTH_FOR_LEGEND && legendHeight < height - LEGEND_MARGIN;
			styler.setLegendVisible(styler.isLegendVisible() && fits);
		}
	}

	private static void style(XYStyler styler, boolean withTexts) {
		Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
		styler.setChartFontColor(TEXT)
			.setChartBackgroundColor(Color.WHITE)
			.setChartTitleVisible(withTexts)
			.setChartTitleFont(font.deriveFont(Font.BOLD, 15f))
			.setLegendVisible(withTexts)
			.setLegendFont(font)
			.setLegendPosition(Styler.LegendPosition.OutsideS)
			.setLegendBorderColor(Color.WHITE)
			.setPlotBorderVisible(false)
			.setSeriesColors(COLORS)
			.setAnnotationTextFont(font.deriveFont(14f))
			.setAnnotationTextFontColor(TEXT)
			.setMarkerSize(5);
		styler.setAxisTitlesVisible(withTexts)
			.setAxisTitleFont(font)
			.setAxisTickLabelsFont(font.deriveFont(11f))
			.setAxisTickLabelsColor(TEXT)
			.setAxisTickMarksColor(LINES)
			.setPlotGridLinesColor(GRID)
			.setXAxisTickMarkSpacingHint(90)
			.setTimezone(TimeZone.getTimeZone(ZoneOffset.UTC))
			.setLocale(Locale.ROOT);
	}

	private static void addTimes(XYChart chart, List<Line> lines) {
		long first = lines.stream().mapToLong((line) -> line.points().get(0).at()).min().orElseThrow();
		long last = lines.stream()
			.mapToLong((line) -> line.points().get(line.points().size() - 1).at())
			.max()
			.orElseThrow();
		chart.setXAxisTitle(period(Instant.ofEpochMilli(first).atZone(ZoneOffset.UTC),
				Instant.ofEpochMilli(last).atZone(ZoneOffset.UTC)));
		chart.getStyler().setDatePattern(datePattern(Duration.ofMillis(last - first)));
	}

	// Return the period with its dates, which the labels of the axis may lack.
	private static String period(ZonedDateTime first, ZonedDateTime last) {
		String start = DATE.format(first) + " " + TIME.format(first);
		if (first.truncatedTo(ChronoUnit.SECONDS).equals(last.truncatedTo(ChronoUnit.SECONDS))) {
			return start + " UTC";
		}
		boolean sameDay = first.toLocalDate().equals(last.toLocalDate());
		return start + " \u2013 " + (sameDay ? "" : DATE.format(last) + " ") + TIME.format(last) + " UTC";
	}

	private static String datePattern(Duration span) {
		if (span.compareTo(Duration.ofSeconds(10)) < 0) {
			return "HH:mm:ss.SSS";
		}
		if (span.compareTo(Duration.ofMinutes(10)) < 0) {
			return "HH:mm:ss";
		}
		if (span.compareTo(Duration.ofDays(1)) < 0) {
			return "HH:mm";
		}
		if (span.compareTo(Duration.ofDays(10)) < 0) {
			return "MM-dd HH:mm";
		}
		return (span.compareTo(Duration.ofDays(10_000)) < 0) ? "yyyy-MM-dd" : "yyyy";
	}

	private static void addNumbers(XYChart chart, List<Line> lines) {
		Set<String> units = lines.stream()
			.map((line) -> (line.unit() != null) ? line.unit() : "")
			.collect(Collectors.toSet());
		if (units.size() == 1) {
			chart.setYAxisTitle(units.iterator().next());
		}
		double greatest = lines.stream()
			.flatMapToDouble((line) -> line.points().stream().mapToDouble(ValueCurve.Point::value))
			.flatMap((value) -> DoubleStream.of(Math.abs(value)))
			.max()
			.orElseThrow();
		if (greatest >= LARGE || (greatest > 0 && greatest < SMALL)) {
			chart.getStyler().setYAxisDecimalPattern("0.###E0");
		}
	}

	// A line without points stands in the legend only.
	private static void add(XYChart chart, Line line, long anyTime) {
		String label = line.points().isEmpty() ? line.label() + " \u2013 no values" : line.label();
		String unique = label;
		for (int number = 2; chart.getSeriesMap().containsKey(unique); number++) {
			unique = label + " [" + number + "]";
		}
		List<ValueCurve.Point> points = line.points().isEmpty() ? List.of(new ValueCurve.Point(anyTime, Double.NaN))
				: line.points();
		Marker marker = (points.size() <= MAX_MARKS) ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE;
		chart
			.addSeries(unique, points.stream().map((point) -> Date.from(Instant.ofEpochMilli(point.at()))).toList(),
					points.stream().map((point) -> drawable(point.value())).toList())
			.setMarker(marker);
	}

	private static Double drawable(double value) {
		return Math.max(-MAX_VALUE, Math.min(value, MAX_VALUE));
	}

}
