package io.m2x.server.values;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import io.m2x.server.summaries.Moments;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.Timestamps;

/**
 * How to thin out the values of a stream.
 *
 * @param type the name of the method
 * @param interval seconds of a bucket; for {@code nth} a number of values
 * @param limit the greatest number of samples
 */
record Sampling(String type, long interval, int limit) {

	private static final String NTH = "nth";

	private static final Map<String, ToDoubleFunction<Moments>> FUNCTIONS = Map.of("min", Moments::min, "max",
			Moments::max, "count", Moments::count, "avg", Moments::mean, "sum", Moments::sum, "stddev",
			Moments::deviation);

	private static final Set<String> TYPES = Set.of("min", "max", "count", "avg", "sum", "stddev", NTH);

	private static final int MAX_SAMPLES = 1000;

	private static final long MAX_INTERVAL = 1_000_000_000;

	private static final long MILLIS = 1000;

	private static final long DEFAULT_WINDOW = 1000;

	static @Nullable Sampling read(Fields fields) {
		fields.require("interval");
		Long interval = fields.integer("interval", 1, MAX_INTERVAL);
		String type = fields.choice("type", TYPES);
		int limit = fields.limit("limit", MAX_SAMPLES, MAX_SAMPLES);
		return (interval != null) ? new Sampling((type != null) ? type : "avg", interval, limit) : null;
	}

	// Return the range with its start fixed; without one it spans a thousand intervals
	// before the end or, if that is open, before now.
	ValueRange window(ValueRange range, long now) {
		long end = (range.end() != null) ? range.end() : now;
		long start = Math.max(end - DEFAULT_WINDOW * this.interval * MILLIS, Timestamps.MIN);
		return range.between((range.start() != null) ? range.start() : start, range.end());
	}

	boolean isNth() {
		return NTH.equals(this.type);
	}

	// Return the length of a bucket in milliseconds.
	long step() {
		return this.interval * MILLIS;
	}

	Sample sample(long start, Moments moments) {
		ToDoubleFunction<Moments> function = Objects.requireNonNull(FUNCTIONS.get(this.type));
		return new Sample(Instant.ofEpochMilli(start), Numbers.finite(function.applyAsDouble(moments)));
	}

	/**
	 * One sample, in the form of the API's JSON.
	 *
	 * @param timestamp the beginning of the bucket, or the time of the value itself
	 * @param value the value
	 */
	record Sample(Instant timestamp, @Nullable Double value) {

		List<@Nullable Object> cells() {
			return Arrays.asList(this.timestamp, this.value);
		}

	}

}
