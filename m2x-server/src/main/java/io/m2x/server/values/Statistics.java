package io.m2x.server.values;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.server.summaries.Moments;
import io.m2x.server.web.Numbers;

/**
 * A summary of values, in the form of the API's JSON.
 *
 * @param count the number of values
 * @param min the smallest value
 * @param max the greatest value
 * @param avg the mean
 * @param stddev the standard deviation of the whole population, with six decimals
 */
record Statistics(double count, @Nullable Double min, @Nullable Double max, @Nullable Double avg,
		@Nullable Double stddev) {

	static final List<String> COLUMNS = List.of("count", "min", "max", "avg", "stddev");

	private static final int DECIMALS = 6;

	static Statistics of(Moments moments) {
		if (moments.count() == 0) {
			return new Statistics(0, null, null, null, null);
		}
		return new Statistics(moments.count(), moments.min(), moments.max(), Numbers.finite(moments.mean()),
				rounded(Numbers.finite(moments.deviation())));
	}

	List<@Nullable Object> cells() {
		return Arrays.asList(this.count, this.min, this.max, this.avg, this.stddev);
	}

	private static @Nullable Double rounded(@Nullable Double number) {
		return (number != null) ? BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue()
				: null;
	}

}
