package io.m2x.server.values;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.summaries.Moments;
import io.m2x.server.summaries.Span;
import io.m2x.server.summaries.Summaries;
import io.m2x.server.summaries.Summarizing;
import io.m2x.server.summaries.TimeRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While values are written late and deleted and several servers summarize them: nobody
 * ever sees a summary that does not equal its values.
 */
class SummaryConcurrencyTests {

	private static final long START = Instant.parse("2017-03-05T20:00:00Z").toEpochMilli();

	private static final int HOUR = 3_600_000;

	/** They are in two days. */
	private static final int HOURS = 8;

	private static final TimeRange RANGE = new TimeRange(START, START + HOURS * HOUR - 1);

	private static final int WRITES = 150;

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Transactions transactions = TestContext.bean(server.server(), Transactions.class);

	private final AccountResources resources = TestContext.bean(server.server(), AccountResources.class);

	private final ValueStore store = TestContext.bean(server.server(), ValueStore.class);

	private final ValueReader values = TestContext.bean(server.server(), ValueReader.class);

	private final Coverage coverage = TestContext.bean(server.server(), Coverage.class);

	private final Summaries summaries = TestContext.bean(server.server(), Summaries.class);

	private final JdbcClient jdbc = TestContext.bean(server.server(), JdbcClient.class);

	private final AtomicInteger writers = new AtomicInteger();

	private long device;

	private DataStream stream;

	@Test
	void everySummaryEqualsItsValues() throws Exception {
		String path = server.api().deviceWithStreams("t");
		this.device = this.jdbc.sql("SELECT id FROM devices WHERE public_id = :id")
			.param("id", path.substring("/devices/".length()))
			.query(Long.class)
			.single();
		this.stream = TestContext.bean(server.server(), StreamStore.class).find(this.device, "t").orElseThrow();
		Random random = new Random(1);
		for (int hour = 0; hour < HOURS; hour++) {
			write(random, hour, 150);
		}
		this.writers.set(2);
		List<Callable<Integer>> work = List.of(() -> change(2), () -> change(3), this::summarize, this::summarize,
				this::check);
		ExecutorService threads = Executors.newFixedThreadPool(work.size());
		try {
			int used = 0;
			for (Future<Integer> result : threads.invokeAll(work)) {
				used += result.get();
			}
			assertThat(used).as("reads with summaries").isPositive();
		}
		finally {
			threads.shutdownNow();
		}
		// What was changed while it was summarized is due somewhat later.
		Summarizing.all(server.server(), System.currentTimeMillis() + Duration.ofDays(1).toMillis());
		check();
		assertThat(blocks()).isPositive();
	}

	private int change(long seed) {
		Random random = new Random(seed);
		try {
			for (int i = 0; i < WRITES; i++) {
				if (random.nextInt(4) == 0) {
					delete(random);
				}
				else {
					write(random, random.nextInt(HOURS), 1 + random.nextInt(20));
				}
			}
		}
		finally {
			this.writers.decrementAndGet();
		}
		return 0;
	}

	private void write(Random random, int hour, int count) {
		List<DataPoint> points = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			points.add(
					new DataPoint(START + (long) hour * HOUR + random.nextInt(HOUR), random.nextInt(1000) / 8.0, null));
		}
		this.transactions.write(() -> {
			this.resources.lock(Kind.DEVICE, this.device);
			this.store.put(List.of(SeriesFixtures.of(this.stream, points)));
		});
	}

	private void delete(Random random) {
		long from = START + random.nextInt(HOURS * HOUR);
		long to = from + random.nextInt(HOUR / 20);
		this.transactions.write(() -> {
			this.resources.lock(Kind.DEVICE, this.device);
			this.store.deleteOldest(this.stream.row(), from, to);
			this.summaries.touched(List.of(new Span(this.stream.row(), from, to)));
		});
	}

	private int summarize() {
		while (this.writers.get() > 0) {
			Summarizing.all(server.server(), RANGE.to());
		}
		return 0;
	}

	private int check() {
		int used = 0;
		do {
			used += this.transactions.read(() -> {
				Moments all = new Moments();
				this.values.read(this.stream.row(), RANGE, all::add);
				Moments summarized = this.coverage.summarize(this.stream.row(), RANGE, Bounds.NONE);
				assertThat(Statistics.of(summarized)).isEqualTo(Statistics.of(all));
				assertThat(summarized.sum()).isEqualTo(all.sum());
				assertThat(summarized.firstAt()).isEqualTo(all.firstAt());
				assertThat(summarized.lastAt()).isEqualTo(all.lastAt());
				return (int) Math.min(blocks(), 1);
			});
		}
		while (this.writers.get() > 0);
		return used;
	}

	private long blocks() {
		return this.jdbc.sql("SELECT COUNT(*) FROM value_summaries WHERE stream_id = :stream")
			.param("stream", this.stream.row())
			.query(Long.class)
			.single();
	}

}
