package io.m2x.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.M2xValues;
import io.m2x.server.M2xServer;

/**
 * Values per second that one caller gets accepted, one by one and in batches, by an
 * embedded server that holds its data in memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class WriteBenchmark {

	private static final int BATCH = 500;

	private final AtomicLong clock = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());

	private final M2xServer server = M2xServer.builder().start();

	private final M2xClient client = M2xClient.builder()
		.baseUrl(this.server.url())
		.apiKey(this.server.masterKey())
		.build();

	private final M2xValues values = this.client.values();

	private DeviceRef device = DeviceRef.serial("set up later");

	/**
	 * Create the device that is written to.
	 */
	@Setup
	public void createDevice() {
		this.device = this.client.devices()
			.create(CreateDevice.named("Benchmark"))
			.flatMap((created) -> this.client.streams()
				.createOrUpdate(created.ref(), "n", StreamDefinition.numeric())
				.thenReturn(created.ref()))
			.blockOptional()
			.orElseThrow();
	}

	/**
	 * Stops the server.
	 */
	@TearDown
	public void stopServer() {
		this.server.stop();
	}

	/**
	 * Write one value in a request of its own.
	 */
	@Benchmark
	public void single() {
		this.values.writeAll(this.device, "n", List.of(next())).block();
	}

	/**
	 * Write values in batches.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void batch() {
		List<DataPoint> points = LongStream.range(0, BATCH).mapToObj((index) -> next()).toList();
		this.values.writeAll(this.device, Map.of("n", points)).block();
	}

	private DataPoint next() {
		long millis = this.clock.incrementAndGet();
		return DataPoint.of(Instant.ofEpochMilli(millis), (double) (millis % 1000));
	}

}
