package io.m2x.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Collects the rows of the table.
 */
final class Report {

	/** What the names of all contenders begin with that are this build. */
	static final String THIS = "this build";

	private final List<Row> rows = new ArrayList<>();

	private final Set<String> skipped = new LinkedHashSet<>();

	/**
	 * Add the medians of those that were compared by how much they do.
	 * @param what what was done
	 * @param unit what is counted
	 * @param medians the medians
	 */
	void addRates(String what, String unit, List<Measured> medians) {
		add(what, medians, (figures) -> String.format(Locale.ROOT, "%,.0f %s/s", figures.perSecond(), unit),
				Figures::perSecond);
	}

	/**
	 * Add the medians of those that were compared by how long they take.
	 * @param what what was done
	 * @param medians the medians
	 */
	void addTimes(String what, List<Measured> medians) {
		add(what, medians, (figures) -> String.format(Locale.ROOT, "%,.1f ms", figures.median()), Figures::median);
	}

	private void add(String what, List<Measured> medians, Function<Figures, String> measured,
			ToDoubleFunction<Figures> figure) {
		for (Measured own : medians) {
			Figures figures = own.figures();
			this.rows.add(new Row(what, own.name(), measured.apply(figures), latency(figures), cpu(figures),
					ratios(own, medians, figure)));
		}
	}

	private static String latency(Figures figures) {
		return (figures.median() > 0) ? String.format(Locale.ROOT, "%,.1f / %,.1f ms", figures.median(), figures.most())
				: "";
	}

	private static String cpu(Figures figures) {
		return String.format(Locale.ROOT, "%,.0f µs", figures.cpu())
				+ ((figures.databaseCpu() > 0) ? String.format(Locale.ROOT, " + %,.0f µs", figures.databaseCpu()) : "");
	}

	private static String ratios(Measured own, List<Measured> all, ToDoubleFunction<Figures> figure) {
		if (!own.name().startsWith(THIS)) {
			return "";
		}
		return all.stream()
			.filter((other) -> !other.name().startsWith(THIS))
			.map((other) -> "%s × %s (CPU %s ×)".formatted(ratio(own.figures(), other.figures(), figure), other.name(),
					ratio(own.figures(), other.figures(), Figures::cpu)))
			.collect(Collectors.joining(", "));
	}

	static String ratio(Figures one, Figures other, ToDoubleFunction<Figures> figure) {
		double ratio = figure.applyAsDouble(one) / figure.applyAsDouble(other);
		return String.format(Locale.ROOT, (ratio < 10) ? "%.3g" : "%,.0f", ratio);
	}

	void add(String what, String with, String measured, String compared) {
		this.rows.add(new Row(what, with, measured, "", "", compared));
	}

	void skip(String what, String why) {
		this.skipped.add("Skipped: " + what + ": " + why);
	}

	/**
	 * Write the table as the guide has it.
	 * @return the table in AsciiDoc
	 */
	String table() {
		String table = this.rows.stream().map(Row::cells).collect(Collectors.joining("\n", """
				[options="header",cols="4,3,3,3,3,5"]
				|===
				|What |With |Median |Half / 99 % within |CPU each |Compared

				""", "|===\n"));
		return table + this.skipped.stream().map((line) -> "\n" + line + ".\n").collect(Collectors.joining());
	}

	private record Row(String what, String with, String measured, String latency, String cpu, String compared) {

		String cells() {
			return List.of(this.what, this.with, this.measured, this.latency, this.cpu, this.compared)
				.stream()
				.map((cell) -> "|" + cell + "\n")
				.collect(Collectors.joining());
		}

	}

}
