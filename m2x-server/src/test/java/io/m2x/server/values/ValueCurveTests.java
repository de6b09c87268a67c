package io.m2x.server.values;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.store.Transactions;
import io.m2x.server.values.ValueCurve.Point;

import static org.assertj.core.api.Assertions.assertThat;

class ValueCurveTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final JdbcClient jdbc = TestContext.jdbc(server.server());

	private final ValueCurve values = TestContext.bean(server.server(), ValueCurve.class);

	private long stream;

	@BeforeEach
	void createStream() {
		String device = server.api().deviceWithStreams("t");
		this.stream = this.jdbc
			.sql("SELECT s.id FROM streams s JOIN devices d ON d.id = s.device_id WHERE d.public_id = :id")
			.param("id", device.substring("/devices/".length()))
			.query(Long.class)
			.single();
	}

	// Stores the values 1 to count, each at the millisecond of its value.
	private void store(int count) {
		TestContext.batches(server.server())
			.batchUpdate("INSERT INTO stream_values (stream_id, at_ms, num) VALUES (?, ?, ?)",
					LongStream.rangeClosed(1, count)
						.mapToObj((at) -> new Object[] { this.stream, at, (double) at })
						.toList());
	}

	private List<Point> read(Long start, long end) {
		return TestContext.bean(server.server(), Transactions.class)
			.read(() -> this.values.read(this.stream, start, end));
	}

	@Test
	void withoutStartTheNewestValuesComeOldestFirst() {
		store(3000);
		List<Point> points = read(null, Long.MAX_VALUE);
		assertThat(points).hasSize(1000).startsWith(new Point(2001, 2001)).endsWith(new Point(3000, 3000));
		assertThat(read(null, 1500)).hasSize(1000).startsWith(new Point(501, 501)).endsWith(new Point(1500, 1500));
	}

	@Test
	void rangeWithFewValuesIsReadWhole() {
		store(3000);
		List<Point> points = read(1001L, 2000);
		assertThat(points).hasSize(1000).startsWith(new Point(1001, 1001)).endsWith(new Point(2000, 2000));
		assertThat(read(2999L, Long.MAX_VALUE)).containsExactly(new Point(2999, 2999), new Point(3000, 3000));
		assertThat(read(4000L, Long.MAX_VALUE)).isEmpty();
	}

	@Test
	void rangeWithManyValuesKeepsEveryPeak() {
		store(50_000);
		this.jdbc.sql("UPDATE stream_values SET num = 1000000 WHERE stream_id = :stream AND at_ms = 31234")
			.param("stream", this.stream)
			.update();
		this.jdbc.sql("UPDATE stream_values SET num = -1000000 WHERE stream_id = :stream AND at_ms = 41234")
			.param("stream", this.stream)
			.update();
		List<Point> points = read(1L, Long.MAX_VALUE);
		assertThat(points).hasSizeBetween(900, 1000);
		assertThat(points).extracting(Point::at).isSorted().startsWith(1L).endsWith(50_000L);
		assertThat(points).extracting(Point::value).contains(1_000_000d, -1_000_000d);
	}

	@Test
	void streamWithoutValuesHasNoPoints() {
		assertThat(read(null, Long.MAX_VALUE)).isEmpty();
		assertThat(read(0L, Long.MAX_VALUE)).isEmpty();
	}

}
