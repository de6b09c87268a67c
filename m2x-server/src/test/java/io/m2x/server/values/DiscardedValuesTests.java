package io.m2x.server.values;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.Downtime;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;
import io.m2x.server.summaries.Summarizing;

import static org.assertj.core.api.Assertions.assertThat;

class DiscardedValuesTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private static void fill(M2xServer server, String device, int count) {
		TestContext.jdbc(server)
			.sql("INSERT INTO stream_values (stream_id, at_ms, num) SELECT s.id, x, x FROM streams s CROSS JOIN "
					+ TestContext.numbers(1, count) + " WHERE s.device_id = (SELECT d.id FROM devices d"
					+ " WHERE d.public_id = :device)")
			.param("device", device.substring("/devices/".length()))
			.update();
	}

	private static long orphans(M2xServer server) {
		return TestContext.jdbc(server)
			.sql("SELECT COUNT(*) FROM stream_values WHERE stream_id NOT IN (SELECT id FROM streams)")
			.query(Long.class)
			.single();
	}

	private static long discarded(M2xServer server) {
		return TestContext.jdbc(server).sql("SELECT COUNT(*) FROM discarded_streams").query(Long.class).single();
	}

	@Test
	void valuesOfADeletedStreamAreOutOfSightAtOnceAndDeletedLater() {
		String device = this.api.deviceWithStreams("gone", "kept");
		fill(server.server(), device, 3);
		assertThat(this.api.delete(device + "/streams/gone").status()).isEqualTo(204);
		assertThat(this.api.get(device + "/streams/gone/values").status()).isEqualTo(404);
		this.api.put(device + "/streams/gone", "{}");
		assertThat(this.api.get(device + "/streams/gone/values").at("/values").size()).isZero();
		assertThat(this.api.get(device + "/streams/gone/stats").at("/stats/count").asInt()).isZero();
		TestContext.bean(server.server(), DiscardedValues.class).deleteAll();
		assertThat(orphans(server.server())).isZero();
		assertThat(discarded(server.server())).isZero();
		assertThat(this.api.get(device + "/streams/kept/values").at("/values").size()).isEqualTo(3);
	}

	@Test
	void manyValuesOfADeletedDeviceAreDeletedInParts() {
		String device = this.api.deviceWithStreams("a", "b", "empty");
		fill(server.server(), device, 25_000);
		assertThat(this.api.delete(device).status()).isEqualTo(204);
		TestContext.bean(server.server(), DiscardedValues.class).deleteAll();
		assertThat(orphans(server.server())).isZero();
		assertThat(discarded(server.server())).isZero();
	}

	@Test
	void summariesOfADeletedStreamAreDeletedToo() {
		String device = this.api.deviceWithStreams("t");
		String values = IntStream.range(0, 120)
			.mapToObj((i) -> Json.of("{'timestamp':'2017-03-05T08:%02d:%02dZ','value':%d}", i / 2, i % 2 * 30, i))
			.collect(Collectors.joining(","));
		this.api.post(device + "/streams/t/values", "{\"values\":[" + values + "]}");
		Summarizing.all(server.server(), 0);
		assertThat(orphans("value_summaries", "summary_parts", "summary_states")).isZero();
		assertThat(this.api.delete(device + "/streams/t").status()).isEqualTo(204);
		assertThat(orphans("value_summaries", "summary_parts", "summary_states")).isGreaterThanOrEqualTo(3);
		TestContext.bean(server.server(), DiscardedValues.class).deleteAll();
		assertThat(orphans("value_summaries", "summary_parts", "summary_states")).isZero();
	}

	private static long orphans(String... tables) {
		return Stream.of(tables)
			.mapToLong((table) -> TestContext.jdbc(server.server())
				.sql("SELECT COUNT(*) FROM " + table + " WHERE stream_id NOT IN (SELECT id FROM streams)")
				.query(Long.class)
				.single())
			.sum();
	}

	@Test
	void whatIsToBeDeletedSurvivesARestart(@TempDir Path directory) throws Exception {
		try (M2xServer first = TestServers.builder(directory).masterKey(KEY).start()) {
			// The first run of the task, so that the deletion comes after it.
			Awaitility.await()
				.until(() -> TestContext.jdbc(first)
					.sql("SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'delete-discarded-values'"
							+ " AND last_success IS NOT NULL")
					.query(Long.class)
					.single() == 1);
			Api own = Api.of(first);
			String device = own.deviceWithStreams("t");
			own.put(device + "/streams/t/value", Json.of("{'value':1}"));
			own.delete(device);
			assertThat(orphans(first)).isEqualTo(1);
		}
		Downtime.pass(directory);
		try (M2xServer second = TestServers.builder(directory).masterKey(KEY).start()) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> discarded(second) == 0);
			assertThat(orphans(second)).isZero();
		}
	}

}
