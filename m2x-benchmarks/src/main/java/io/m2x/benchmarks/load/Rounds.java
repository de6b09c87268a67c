package io.m2x.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets contenders work in turns, so that what the machine does else meets all of them.
 */
final class Rounds {

	private Rounds() {
	}

	/**
	 * Warm all up, then measure all in turns.
	 * @param options how long and how often
	 * @param contenders those to compare
	 * @return the medians, in the order given
	 */
	static List<Measured> compare(Options options, List<? extends Contender> contenders) {
		contenders.forEach((contender) -> System.out.printf("warming up: %s: %s%n", contender.name(),
				contender.round(options.warmUp())));
		Map<String, List<Figures>> rounds = new LinkedHashMap<>();
		for (int round = 1; round <= options.rounds(); round++) {
			for (Contender contender : contenders) {
				Figures figures = contender.round(options.round());
				System.out.printf("round %d: %s: %s%n", round, contender.name(), figures);
				rounds.computeIfAbsent(contender.name(), (name) -> new ArrayList<>()).add(figures);
			}
		}
		return rounds.entrySet()
			.stream()
			.map((contender) -> new Measured(contender.getKey(), Figures.median(contender.getValue())))
			.toList();
	}

}
