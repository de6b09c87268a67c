package io.m2x.benchmarks.load;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private final Report report = new Report();

	@Test
	void rowsCompareThisBuildWithOthers() {
		this.report.addRates("Single values", "values",
				List.of(new Measured("this build", figures(6000, 50)), new Measured("baseline", figures(500, 1000))));
		assertThat(this.report.table()).contains("|Single values\n|this build\n|6,000 values/s\n",
				"|12 × baseline (CPU 0.0500 ×)\n", "|Single values\n|baseline\n|500 values/s\n");
	}

	@Test
	void skippedComparisonIsTold() {
		this.report.skip("InfluxDB", "it is not installed");
		assertThat(this.report.table()).contains("Skipped: InfluxDB: it is not installed.");
	}

	@Test
	void eachFigureHasItsOwnMedian() {
		Figures median = Figures.median(List.of(figures(1, 30), figures(3, 20), figures(2, 10)));
		assertThat(median.perSecond()).isEqualTo(2);
		assertThat(median.cpu()).isEqualTo(20);
	}

	private static Figures figures(double perSecond, double cpu) {
		return new Figures(perSecond, 1, 2, cpu, 0, 0.1);
	}

}
