package io.m2x.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.Device;
import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the load is what it is said to be.
 */
class LoadGeneratorTests {

	private static final int CONNECTIONS = 4;

	private static final Duration DURATION = Duration.ofMillis(500);

	private static M2xServer server;

	private static M2xClient client;

	private static final LoadGenerator generator = new LoadGenerator();

	@BeforeAll
	static void startServer() {
		server = M2xServer.builder().start();
		client = M2xClient.builder().baseUrl(server.url()).apiKey(server.masterKey()).build();
	}

	@AfterAll
	static void stopServer() {
		generator.close();
		server.close();
	}

	@Test
	void singleWritesAreStoredOnceEach() {
		List<Device> devices = Fleet.create(client, CONNECTIONS, List.of(SingleWrites.STREAM));
		List<Target> targets = SingleWrites.targets(server.port(), devices);
		int first = generator.run(targets, DURATION).count();
		int second = generator.run(targets, DURATION).count();
		assertThat(first).isGreaterThanOrEqualTo(CONNECTIONS);
		assertThat(Fleet.count(client, devices, SingleWrites.STREAM)).isEqualTo(first + second);
	}

	@Test
	void postsHaveThousandValues() {
		List<Device> devices = Fleet.create(client, CONNECTIONS, Fleet.streams(BulkWrites.STREAMS));
		int posts = generator.run(BulkWrites.targets(server.port(), devices), DURATION).count();
		long values = Fleet.streams(BulkWrites.STREAMS)
			.stream()
			.mapToLong((stream) -> Fleet.count(client, devices, stream))
			.sum();
		assertThat(values).isEqualTo(posts * 1000L);
	}

	@Test
	void refusedRequestEndsTheRun() {
		Target target = new Target(server.port(), Request.fixed(Request.text("GET /v2/devices", "", "")));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> generator.run(List.of(target), DURATION))
			.withMessageContaining("401");
	}

	@Test
	void everySearchIsAccepted() {
		SearchedDevices devices = SearchedDevices.create(client, 20);
		List<Target> targets = devices.requests(server.masterKey())
			.values()
			.stream()
			.map((text) -> new Target(server.port(), Request.fixed(text)))
			.toList();
		assertThat(generator.run(targets, Duration.ZERO).count()).isEqualTo(targets.size());
	}

	@Test
	void percentilesAreInOrder() {
		Target target = new Target(server.port(), Request.fixed(Request.text("GET /v2/status", "", "")));
		LoadGenerator.Result result = generator.run(List.of(target, target), DURATION);
		assertThat(result.millis(0.5)).isPositive().isLessThanOrEqualTo(result.millis(0.99));
	}

}
