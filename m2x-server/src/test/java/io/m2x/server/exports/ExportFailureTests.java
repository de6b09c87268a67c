package io.m2x.server.exports;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.Api;
import io.m2x.server.Downtime;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerProcess;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;
import io.m2x.server.store.Tokens;
import io.m2x.server.store.Transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Execution(ExecutionMode.CONCURRENT)
class ExportFailureTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final int VALUES = 300_000;

	@Test
	void exportThatFailsAgainAndAgainEndsWithAReason() {
		try (M2xServer server = TestServers.builder().start()) {
			Api api = Api.of(server);
			String device = api.deviceWithStreams("t");
			TestContext.jdbc(server).sql("ALTER TABLE export_chunks DROP COLUMN content").update();
			Api.Response job = Exports.finished(api, Exports.order(api, device, ""));
			assertThat(job.at("/state").asString()).isEqualTo("failed");
			assertThat(job.at("/errors").asString()).isEqualTo("The file could not be made (BadSqlGrammarException).");
			assertThat(job.at("/result").isNull()).isTrue();
			assertThat(job.at("/started").asString()).isNotEmpty();
			await().until(() -> tasks(server) == 0);
		}
	}

	private static long tasks(M2xServer server) {
		return TestContext.jdbc(server)
			.sql("SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'export'")
			.query(Long.class)
			.single();
	}

	@Test
	void exportOfADeletedDeviceFails() {
		try (M2xServer server = TestServers.builder().start()) {
			Api api = Api.of(server);
			String device = api.deviceWithStreams("t");
			ExportStore store = TestContext.bean(server, ExportStore.class);
			String job = hold(server, Exports.order(api, device, ""));
			long row = row(server, job);
			Export export = store.begin(row).orElseThrow();
			store.addChunk(export, 0, new byte[] { 1 });
			assertThat(api.get("/jobs/" + job).at("/state").asString()).isEqualTo("working");
			api.delete(device);
			assertThatExceptionOfType(ExportStoppedException.class)
				.isThrownBy(() -> store.addChunk(export, 1, new byte[] { 1 }))
				.withMessageContaining("DEVICE_DELETED");
			release(server, row);
			Api.Response failed = Exports.finished(api, "/jobs/" + job);
			assertThat(failed.at("/errors").asString()).isEqualTo("The device was deleted.");
		}
	}

	@Test
	void streamThatWasDeletedMeanwhileLeavesAnEmptyColumn() {
		try (M2xServer server = TestServers.builder().start()) {
			Api api = Api.of(server);
			String device = api.deviceWithStreams("a", "b");
			api.post(device + "/update", Json.of("{'timestamp':'2017-03-05T08:00:01Z','values':{'a':1,'b':2}}"));
			String job = hold(server, Exports.order(api, device, ""));
			api.delete(device + "/streams/a");
			release(server, row(server, job));
			String file = Exports.finished(api, "/jobs/" + job).at("/result/url").asString().replaceAll(".*/v2", "");
			assertThat(api.get(file).body()).isEqualTo("timestamp,a,b\r\n2017-03-05T08:00:01.000Z,,2.0\r\n");
		}
	}

	@Test
	void whoWasTakenForDeadMayNotGoOn() {
		try (M2xServer server = TestServers.builder().start()) {
			Api api = Api.of(server);
			String device = api.deviceWithStreams("t");
			ExportStore store = TestContext.bean(server, ExportStore.class);
			long row = row(server, hold(server, Exports.order(api, device, "")));
			Export first = store.begin(row).orElseThrow();
			store.addChunk(first, 0, new byte[] { 1 });
			Export second = store.begin(row).orElseThrow();
			assertThat(second.attempt()).isEqualTo(first.attempt() + 1);
			assertThatExceptionOfType(ExportStoppedException.class)
				.isThrownBy(() -> store.addChunk(first, 1, new byte[] { 1 }));
			assertThatExceptionOfType(ExportStoppedException.class).isThrownBy(() -> store.complete(first, 0, 0));
			store.addChunk(second, 0, new byte[] { 1 });
			store.putDown(second);
			assertThat(store.begin(row).orElseThrow().attempt()).isEqualTo(second.attempt());
		}
	}

	@Test
	void exportThatNeverComesToItsEndIsGivenUp() {
		try (M2xServer server = TestServers.builder().start()) {
			Api api = Api.of(server);
			String device = api.deviceWithStreams("t");
			ExportStore store = TestContext.bean(server, ExportStore.class);
			String job = hold(server, Exports.order(api, device, ""));
			Export begun = store.begin(row(server, job)).orElseThrow();
			while (begun.attempt() < ExportStore.MAX_ATTEMPTS) {
				begun = store.begin(row(server, job)).orElseThrow();
			}
			store.addChunk(begun, 0, new byte[] { 1 });
			assertThat(store.begin(row(server, job))).isEmpty();
			assertThat(TestContext.jdbc(server).sql("SELECT COUNT(*) FROM export_chunks").query(Long.class).single())
				.isZero();
			assertThat(api.get("/jobs/" + job).at("/state").asString()).isEqualTo("failed");
			assertThat(api.get("/jobs/" + job).at("/errors").asString()).contains("4 times");
		}
	}

	// Take the export out of the hands of the scheduler, as if it were new.
	private static String hold(M2xServer server, String job) {
		Api api = Api.of(server);
		Exports.finished(api, job);
		await().until(() -> tasks(server) == 0);
		String id = job.substring("/jobs/".length());
		JdbcClient jdbc = TestContext.jdbc(server);
		jdbc.sql("UPDATE jobs SET state = 'queued', finished_at = NULL, result_path = NULL WHERE public_id = :id")
			.param("id", id)
			.update();
		jdbc.sql("UPDATE exports SET attempt = 0").update();
		return id;
	}

	private static void release(M2xServer server, long row) {
		TestContext.bean(server, Transactions.class)
			.write(() -> TestContext.bean(server, SchedulerClient.class)
				.schedule(ExportTask.instance(row), Instant.now()));
	}

	private static long row(M2xServer server, String job) {
		return TestContext.jdbc(server)
			.sql("SELECT id FROM jobs WHERE public_id = :id")
			.param("id", job)
			.query(Long.class)
			.single();
	}

	@Test
	void exportGoesOnAfterAStopInItsMiddle(@TempDir Path directory) {
		String device;
		String job;
		try (M2xServer server = TestServers.builder(directory).masterKey(KEY).start()) {
			Api api = Api.of(server);
			device = api.deviceWithStreams("t");
			fill(TestContext.jdbc(server), device);
			job = Exports.order(api, device, "");
			await().pollInterval(Duration.ofMillis(2))
				.until(() -> api.get(job).at("/state").asString().equals("working"));
		}
		try (M2xServer server = TestServers.builder(directory).masterKey(KEY).start()) {
			assertComplete(Api.of(server), job);
		}
	}

	@Test
	void exportGoesOnAfterTheProcessWasKilledInItsMiddle(@TempDir Path directory) throws Exception {
		String device;
		String job;
		try (M2xServer server = TestServers.builder(directory).masterKey(KEY).start()) {
			device = Api.of(server).deviceWithStreams("t");
			fill(TestContext.jdbc(server), device);
		}
		try (ServerProcess process = ServerProcess.start(directory, KEY)) {
			Api api = process.api();
			job = Exports.order(api, device, "");
			await().pollInterval(Duration.ofMillis(2))
				.until(() -> api.get(job).at("/state").asString().equals("working"));
			process.kill();
		}
		Downtime.pass(directory);
		try (M2xServer server = TestServers.builder(directory).masterKey(KEY).start()) {
			assertThat(Api.of(server).get(job).at("/state").asString()).isEqualTo("working");
			assertComplete(Api.of(server), job);
		}
	}

	@Test
	void exportsThatWaitComeBackOneAfterTheOther() {
		try (M2xServer server = TestServers.builder().start()) {
			Api api = Api.of(server);
			String device = api.deviceWithStreams("t");
			fill(TestContext.jdbc(server), device);
			for (int i = 0; i < 12; i++) {
				Exports.order(api, device, "");
			}
			SchedulerClient scheduler = TestContext.bean(server, SchedulerClient.class);
			List<Long> times = await().until(() -> scheduler.getScheduledExecutions()
				.stream()
				.filter((task) -> task.getTaskInstance().getTaskName().equals("export") && !task.isPicked()
						&& task.getExecutionTime().isAfter(Instant.now()))
				.map((task) -> task.getExecutionTime().toEpochMilli())
				.sorted()
				.toList(), (found) -> found.size() > 3);
			for (int i = 1; i < times.size(); i++) {
				assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(50);
			}
		}
	}

	// In parts, none of which comes near the time that the server gives a statement.
	private static void fill(JdbcClient jdbc, String device) {
		for (int first = 1; first <= VALUES; first += 20_000) {
			jdbc.sql("""
					INSERT INTO stream_values (stream_id, at_ms, num)
					SELECT s.id, x, x FROM streams s JOIN devices d ON d.id = s.device_id CROSS JOIN %s
					WHERE d.public_id = :device""".formatted(TestContext.numbers(first, first + 20_000 - 1)))
				.param("device", device.substring("/devices/".length()))
				.update();
		}
	}

	private static void assertComplete(Api api, String job) {
		Api.Response finished = Exports.finished(api, job);
		assertThat(finished.at("/state").asString()).isEqualTo("complete");
		String file = finished.at("/result/url").asString().replaceAll(".*/v2", "");
		String expected = LongStream.rangeClosed(1, VALUES)
			.map((i) -> VALUES + 1 - i)
			.mapToObj((i) -> i + ".0")
			.collect(Collectors.joining("\n"));
		String values = api.get(file)
			.body()
			.lines()
			.skip(1)
			.map((line) -> Double.valueOf(line.substring(line.indexOf(',') + 1)).longValue() + ".0")
			.collect(Collectors.joining("\n"));
		assertThat(values.equals(expected)).isTrue();
		assertThat(Tokens.isToken(file.substring(7, 39))).isTrue();
	}

}
