package io.m2x.server.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.summaries.Span;
import io.m2x.server.summaries.Summaries;
import io.m2x.server.summaries.Summarizing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is written, overwritten, written late and deleted: what is read equals what a
 * plain model says, with summaries, with some of them and without any.
 */
class SummaryModelTests {

	private static final long START = Instant.parse("2017-03-05T00:00:00Z").toEpochMilli();

	private static final int HOUR = 3_600_000;

	private static final int SPAN = 60 * HOUR;

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Transactions transactions = TestContext.bean(server.server(), Transactions.class);

	private final AccountResources resources = TestContext.bean(server.server(), AccountResources.class);

	private final ValueStore store = TestContext.bean(server.server(), ValueStore.class);

	private final StreamReads reads = TestContext.bean(server.server(), StreamReads.class);

	private final Summaries summaries = TestContext.bean(server.server(), Summaries.class);

	private final JdbcClient jdbc = TestContext.bean(server.server(), JdbcClient.class);

	private final NavigableMap<Long, Double> model = new TreeMap<>();

	private Random random = new Random();

	private long device;

	private DataStream stream;

	@BeforeEach
	void createStream() {
		String path = server.api().deviceWithStreams("t");
		this.device = this.jdbc.sql("SELECT id FROM devices WHERE public_id = :id")
			.param("id", path.substring("/devices/".length()))
			.query(Long.class)
			.single();
		this.stream = TestContext.bean(server.server(), StreamStore.class).find(this.device, "t").orElseThrow();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void readsEqualThoseOfAPlainModel(long seed) {
		this.random = new Random(seed);
		for (int round = 0; round < 4; round++) {
			write();
			if (this.random.nextBoolean()) {
				overwrite();
			}
			if (this.random.nextInt(3) == 0) {
				delete();
			}
			if (this.random.nextInt(4) > 0) {
				Summarizing.all(server.server(), START + SPAN);
			}
			compare();
		}
		Summarizing.all(server.server(), START + SPAN);
		assertThat(summaries()).isPositive();
		compare();
		this.transactions.write(() -> this.summaries.forget(this.stream.row()));
		assertThat(summaries()).isZero();
		compare();
	}

	private long summaries() {
		return this.jdbc.sql("SELECT COUNT(*) FROM value_summaries WHERE stream_id = :stream")
			.param("stream", this.stream.row())
			.query(Long.class)
			.single();
	}

	// Bursts, steady values and few here and there.
	private void write() {
		List<DataPoint> points = new ArrayList<>();
		long at = START + this.random.nextInt(SPAN);
		int step = new int[] { 1, 700, 20_000, 2 * HOUR }[this.random.nextInt(4)];
		int count = this.random.nextInt((step > HOUR) ? 20 : 700);
		for (int i = 0; i < count && at < START + SPAN; i++) {
			points.add(new DataPoint(at, value(), null));
			at += step + this.random.nextInt(step);
		}
		put(points);
	}

	private double value() {
		return switch (this.random.nextInt(20)) {
			case 0 -> 1e6 + this.random.nextInt(10);
			case 1 -> -this.random.nextInt(5);
			case 2 -> 0.1;
			default -> this.random.nextGaussian() * 10;
		};
	}

	private void overwrite() {
		put(this.model.keySet()
			.stream()
			.filter((at) -> this.random.nextInt(50) == 0)
			.map((at) -> new DataPoint(at, value(), null))
			.toList());
	}

	private void put(List<DataPoint> points) {
		points.forEach((point) -> this.model.put(point.at(), point.number()));
		this.transactions.write(() -> {
			this.resources.lock(Kind.DEVICE, this.device);
			this.store.put(List.of(SeriesFixtures.of(this.stream, points)));
		});
	}

	private void delete() {
		long from = START + this.random.nextInt(SPAN);
		long to = from + this.random.nextInt(5 * HOUR);
		this.model.subMap(from, true, to, true).clear();
		this.transactions.write(() -> {
			this.resources.lock(Kind.DEVICE, this.device);
			this.store.deleteOldest(this.stream.row(), from, to);
			this.summaries.touched(List.of(new Span(this.stream.row(), from, to)));
		});
	}

	private void compare() {
		for (int i = 0; i < 4; i++) {
			ValueRange range = range();
			NavigableMap<Long, Double> expected = select(range);
			String name = range.toString();
			assertThat(read(() -> this.reads.statistics(this.stream, range))).as(name).isEqualTo(statistics(expected));
			long interval = new long[] { 1, 10, 61, 3600, 10_000, 200_000 }[this.random.nextInt(6)];
			int limit = new int[] { 1, 10, 1000 }[this.random.nextInt(3)];
			for (String type : List.of("min", "max", "avg", "sum", "count", "stddev", "nth")) {
				Sampling sampling = new Sampling(type, interval, limit);
				assertThat(read(() -> this.reads.samples(this.stream, range, sampling))).as("%s of %s", sampling, name)
					.containsExactlyElementsOf(
							"nth".equals(type) ? nth(expected, sampling) : samples(expected, sampling));
			}
			for (boolean byValue : List.of(true, false)) {
				for (boolean ascending : List.of(true, false)) {
					assertThat(read(() -> this.reads.list(this.stream, range, byValue, ascending, limit)))
						.as("%d by value %s, ascending %s, of %s", limit, byValue, ascending, name)
						.containsExactlyElementsOf(list(expected, byValue, ascending, limit));
				}
			}
		}
	}

	private <T> T read(Supplier<T> work) {
		return this.transactions.read(work);
	}

	private ValueRange range() {
		Long start = this.random.nextBoolean() ? START + this.random.nextInt(SPAN) : null;
		Long end = this.random.nextBoolean() ? START + this.random.nextInt(SPAN) : null;
		Double min = (this.random.nextInt(3) == 0) ? this.random.nextGaussian() * 10 : null;
		Double max = (this.random.nextInt(3) == 0) ? this.random.nextGaussian() * 10 : null;
		return new ValueRange(start, end, min, max);
	}

	private NavigableMap<Long, Double> select(ValueRange range) {
		NavigableMap<Long, Double> selected = new TreeMap<>();
		this.model.forEach((at, value) -> {
			if (at >= range.startOrMin() && at <= range.endOrMax() && range.bounds().hold(value)) {
				selected.put(at, value);
			}
		});
		return selected;
	}

	private static Statistics statistics(NavigableMap<Long, Double> values) {
		if (values.isEmpty()) {
			return new Statistics(0, null, null, null, null);
		}
		BigDecimal deviation = new BigDecimal(of("stddev", values.values()));
		return new Statistics(values.size(), of("min", values.values()), of("max", values.values()),
				of("avg", values.values()), deviation.setScale(6, RoundingMode.HALF_UP).doubleValue());
	}

	private static List<Sampling.Sample> samples(NavigableMap<Long, Double> values, Sampling sampling) {
		NavigableMap<Long, List<Double>> buckets = new TreeMap<>(Comparator.reverseOrder());
		values.forEach((at, value) -> buckets
			.computeIfAbsent(Math.floorDiv(at, sampling.step()) * sampling.step(), (start) -> new ArrayList<>())
			.add(value));
		return buckets.entrySet()
			.stream()
			.limit(sampling.limit())
			.map((bucket) -> new Sampling.Sample(Instant.ofEpochMilli(bucket.getKey()),
					of(sampling.type(), bucket.getValue())))
			.toList();
	}

	private static List<Sampling.Sample> nth(NavigableMap<Long, Double> values, Sampling sampling) {
		List<Sampling.Sample> picked = new ArrayList<>();
		int place = 0;
		for (Map.Entry<Long, Double> value : values.entrySet()) {
			place++;
			if (place % sampling.interval() == 0) {
				picked.add(0, new Sampling.Sample(Instant.ofEpochMilli(value.getKey()), value.getValue()));
			}
		}
		return picked.subList(0, Math.min(picked.size(), sampling.limit()));
	}

	private static double of(String type, Collection<Double> values) {
		BigDecimal count = BigDecimal.valueOf(values.size());
		BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
		BigDecimal mean = sum.divide(count, new MathContext(100));
		return switch (type) {
			case "min" -> values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
			case "max" -> values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
			case "count" -> values.size();
			case "sum" -> sum.doubleValue();
			case "avg" -> mean.doubleValue();
			default -> Math.sqrt(values.stream()
				.map((value) -> new BigDecimal(value).subtract(mean).pow(2))
				.reduce(BigDecimal.ZERO, BigDecimal::add)
				.divide(count, new MathContext(100))
				.doubleValue());
		};
	}

	private static List<DataPoint> list(NavigableMap<Long, Double> values, boolean byValue, boolean ascending,
			int limit) {
		Comparator<DataPoint> order = Comparator.comparingLong(DataPoint::at);
		if (byValue) {
			order = Comparator.comparingDouble(DataPoint::number).thenComparing(order);
		}
		return values.entrySet()
			.stream()
			.map((value) -> new DataPoint(value.getKey(), value.getValue(), null))
			.sorted(ascending ? order : order.reversed())
			.limit(limit)
			.toList();
	}

}
