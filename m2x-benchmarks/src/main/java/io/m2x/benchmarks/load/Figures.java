package io.m2x.benchmarks.load;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came out of a round.
 *
 * @param perSecond how many a second were done, requests or values
 * @param median the time of half of the requests, in milliseconds, or 0
 * @param most the time of 99 of 100 requests, in milliseconds, or 0
 * @param cpu the CPU time that each took the process measured, in microseconds
 * @param databaseCpu the CPU time that each took a database beside it, or 0
 * @param own the share of the machine that the load generator took itself
 */
record Figures(double perSecond, double median, double most, double cpu, double databaseCpu, double own) {

	/**
	 * Take the median of each figure by itself.
	 * @param rounds the rounds, at least one
	 * @return the medians
	 */
	static Figures median(List<Figures> rounds) {
		return new Figures(median(rounds, Figures::perSecond), median(rounds, Figures::median),
				median(rounds, Figures::most), median(rounds, Figures::cpu), median(rounds, Figures::databaseCpu),
				median(rounds, Figures::own));
	}

	private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
		double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
		return sorted[sorted.length / 2];
	}

	@Override
	public String toString() {
		return "%,.0f/s, median %.2f ms, 99 %% within %.2f ms, CPU %.0f µs + %.0f µs of a database each, generator %.0f %%"
			.formatted(this.perSecond, this.median, this.most, this.cpu, this.databaseCpu, this.own * 100);
	}

}
