package io.m2x.server.summaries;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class MomentsTests {

	private static final MathContext EXACT = new MathContext(120);

	@Provide
	Arbitrary<List<Double>> numbers() {
		Arbitrary<Double> sensors = Arbitraries.doubles().between(-1000, 1000).ofScale(3);
		Arbitrary<Double> steady = Arbitraries.doubles().between(1e9, 1e9 + 1).ofScale(6);
		Arbitrary<Double> large = Arbitraries.integers().map((number) -> number * 1.1e90);
		return Arbitraries.oneOf(sensors.list().ofMinSize(1).ofMaxSize(200), steady.list().ofMinSize(1).ofMaxSize(200),
				large.list().ofMinSize(1).ofMaxSize(20));
	}

	@Property(tries = 300)
	void resultIsThatOfExactArithmetic(@ForAll("numbers") List<Double> numbers) {
		check(sequential(numbers), numbers);
	}

	@Property(tries = 300)
	void resultDoesNotDependOnWhatWasSummarizedBefore(@ForAll("numbers") List<Double> numbers, @ForAll long seed) {
		check(divided(numbers, 0, numbers.size(), new Random(seed)), numbers);
	}

	private static Moments sequential(List<Double> numbers) {
		Moments moments = new Moments();
		for (int i = 0; i < numbers.size(); i++) {
			moments.add(i, numbers.get(i));
		}
		return moments;
	}

	// Summarizes random parts, the parts of these likewise, and adds them in any order.
	private static Moments divided(List<Double> numbers, int from, int to, Random random) {
		Moments moments = new Moments();
		if (to - from < 3) {
			for (int i = to - 1; i >= from; i--) {
				moments.add(i, numbers.get(i));
			}
			return moments;
		}
		int middle = from + 1 + random.nextInt(to - from - 1);
		List<Summary> parts = new ArrayList<>(List.of(divided(numbers, from, middle, random).summary(),
				divided(numbers, middle, to, random).summary()));
		if (random.nextBoolean()) {
			parts.add(parts.remove(0));
		}
		parts.forEach(moments::add);
		return moments;
	}

	private static void check(Moments moments, List<Double> numbers) {
		BigDecimal count = BigDecimal.valueOf(numbers.size());
		BigDecimal sum = numbers.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
		BigDecimal mean = sum.divide(count, EXACT);
		BigDecimal squares = numbers.stream()
			.map((number) -> new BigDecimal(number).subtract(mean).pow(2))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		assertThat(moments.count()).isEqualTo(numbers.size());
		assertThat(moments.firstAt()).isZero();
		assertThat(moments.lastAt()).isEqualTo(numbers.size() - 1);
		assertThat(moments.min()).isEqualTo(numbers.stream().mapToDouble((number) -> number + 0.0).min().orElseThrow());
		assertThat(moments.max()).isEqualTo(numbers.stream().mapToDouble((number) -> number + 0.0).max().orElseThrow());
		assertThat(moments.sum() + 0.0).isEqualTo(sum.doubleValue());
		assertThat(moments.mean() + 0.0).isEqualTo(mean.doubleValue());
		assertThat(moments.deviation()).isEqualTo(Math.sqrt(squares.divide(count, EXACT).doubleValue()));
	}

	@Example
	void manyEqualValuesHaveNoDeviation() {
		Moments moments = new Moments();
		for (int i = 0; i < 1_000_000; i++) {
			moments.add(i, 0.1);
		}
		assertThat(moments.mean()).isEqualTo(0.1);
		assertThat(moments.deviation()).isZero();
	}

	@Example
	void sumThatIsTooLargeIsInfiniteButTheMeanIsNot() {
		Moments moments = new Moments();
		moments.add(0, 1.7e308);
		assertThat(moments.sum()).isEqualTo(1.7e308);
		moments.add(1, 1.7e308);
		assertThat(moments.sum()).isInfinite();
		assertThat(moments.mean()).isEqualTo(1.7e308);
		assertThat(moments.summary()).isNull();
		moments.add(2, -1.7e308);
		moments.add(3, 1);
		assertThat(moments.sum()).isEqualTo(1.7e308);
	}

	@Example
	void valuesWhoseDistancesAreTooLargeToSquareHaveNoSummary() {
		Moments moments = new Moments();
		moments.add(0, 1e200);
		assertThat(moments.summary()).isNotNull();
		moments.add(1, -1e200);
		assertThat(moments.summary()).isNull();
		assertThat(moments.sum()).isZero();
	}

	@Example
	void nothingHasNoMean() {
		Moments moments = new Moments();
		assertThat(moments.mean()).isNaN();
		assertThat(moments.deviation()).isNaN();
		assertThat(moments.summary()).isNull();
	}

}
