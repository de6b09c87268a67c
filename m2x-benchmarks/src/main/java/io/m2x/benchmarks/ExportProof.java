package io.m2x.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ExportRow;

/**
 * Writes a million values to a server, exports them, and checks that each of them comes
 * back, exactly and in order. Both sides are to be given little memory.
 */
public final class ExportProof {

	private static final int COUNT = 1_000_000;

	private static final int BATCH = 10_000;

	private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

	/** Shorter than the download, which it must not end. */
	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

	private ExportProof() {
	}

	/**
	 * Run the proof.
	 * @param args the base URL of the server; the master key is in the environment
	 * variable {@code M2X_API_KEY}
	 */
	public static void main(String[] args) {
		M2xClient client = M2xClient.builder()
			.baseUrl(args[0])
			.apiKey(System.getenv().getOrDefault("M2X_API_KEY", ""))
			.callTimeout(CALL_TIMEOUT)
			.build();
		Instant begin = Instant.now();
		String device = write(client);
		Instant written = Instant.now();
		Check check = new Check();
		client.values().exportCsv(DeviceRef.id(device), ExportQuery.all()).doOnNext(check::accept).blockLast();
		Instant done = Instant.now();
		System.out.printf("%d values written in %.1f s%n", COUNT, seconds(begin, written));
		System.out.printf("exported: first row after %.1f s, last row %.1f s later%n", seconds(written, check.first),
				seconds(check.first, done));
		System.out.printf("%d rows in order, checksum %016x%n", check.rows, check.sum);
		System.out.printf("heap of the client: at most %d MB of %d MB%n", peakHeap() >> 20,
				Runtime.getRuntime().maxMemory() >> 20);
		check.finish();
	}

	private static String write(M2xClient client) {
		String device = client.devices().create(CreateDevice.named("Export")).blockOptional().orElseThrow().id();
		client.streams().createOrUpdate(DeviceRef.id(device), "n", StreamDefinition.numeric()).block();
		for (int i = 0; i < COUNT; i += BATCH) {
			List<DataPoint> points = IntStream.range(i, i + BATCH)
				.mapToObj((index) -> DataPoint.of(time(index), value(index)))
				.toList();
			client.values().writeAll(DeviceRef.id(device), "n", points).block();
		}
		return device;
	}

	private static Instant time(int index) {
		return FIRST.plusMillis(index);
	}

	// Return a number with all the digits that a number can have.
	private static double value(int index) {
		return Math.sqrt(index) * ((index % 2 == 0) ? 1 : -1e-9);
	}

	private static double seconds(Instant from, Instant to) {
		return Duration.between(from, to).toMillis() / 1000.0;
	}

	// The pools reach their peaks at different times, so this is more than there ever
	// was.
	private static long peakHeap() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.map(MemoryPoolMXBean::getPeakUsage)
			.mapToLong((usage) -> usage.getUsed())
			.sum();
	}

	/**
	 * Compares rows with what was written.
	 */
	private static final class Check {

		private Instant first = Instant.MAX;

		private int rows;

		private long sum;

		private long expectedSum;

		void accept(ExportRow row) {
			if (this.rows == 0) {
				this.first = Instant.now();
			}
			int index = COUNT - 1 - this.rows++;
			if (!row.timestamp().equals(time(index)) || row.values().size() != 1) {
				throw new IllegalStateException("Row " + this.rows + " is " + row);
			}
			this.sum = add(this.sum, row.timestamp(), row.values().values().iterator().next().asDouble());
			this.expectedSum = add(this.expectedSum, time(index), value(index));
		}

		private static long add(long before, Instant time, double value) {
			return (before * 31 + time.toEpochMilli()) * 31 + Double.doubleToLongBits(value);
		}

		void finish() {
			if (this.rows != COUNT || this.sum != this.expectedSum) {
				throw new IllegalStateException("Expected " + COUNT + " rows with another checksum");
			}
		}

	}

}
