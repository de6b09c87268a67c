package io.m2x.server.requestlog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RequestLogTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final JsonNode created = this.api.createDevice();

	private final String device = "/devices/" + this.created.get("id").asString();

	private final Api deviceKey = this.api.as(this.created.get("key").asString());

	private List<String> log() {
		return lines(this.api.get(this.device + "/log"));
	}

	// Lines like "GET 200 /devices/1", with the path of the device cut off.
	private List<String> lines(Api.Response response) {
		assertThat(response.status()).isEqualTo(200);
		List<String> lines = new ArrayList<>();
		response.at("/requests")
			.values()
			.forEach((entry) -> lines.add(entry.get("http_method").asString() + " " + entry.get("status").asInt() + " "
					+ entry.get("path").asString().replace(this.device, "")));
		return lines;
	}

	@Test
	void everyRequestForTheDeviceIsThereAtOnceWithTheNewestFirst() {
		this.api.get(this.device);
		this.api.put(this.device + "/streams/t", "{}");
		this.deviceKey.put(this.device + "/streams/t/value", Json.of("{'value':1}"));
		this.api.put(this.device + "/streams/t/value", Json.of("{'value':'x'}"));
		this.api.get(this.device + "/streams/none");
		this.api.get(this.device + "/location");
		this.api.get(this.device + "/nonsense");
		this.api.post(this.device + "/location", "{}");
		this.api.delete(this.device + "/streams/t?x=y");
		assertThat(log()).containsExactly("DELETE 204 /streams/t", "POST 405 /location", "GET 404 /nonsense",
				"GET 204 /location", "GET 404 /streams/none", "PUT 422 /streams/t/value", "PUT 202 /streams/t/value",
				"PUT 201 /streams/t", "GET 200 ");
		assertThat(log()).startsWith("GET 200 /log").hasSize(10);
	}

	@Test
	void entriesHaveTheirTimeAndTheVerbUnderBothNames() {
		Instant before = Instant.now().minusMillis(1);
		this.api.get(this.device);
		JsonNode entry = this.api.get(this.device + "/log").at("/requests/0");
		assertThat(entry.propertyNames()).containsExactly("timestamp", "status", "http_method", "method", "path");
		assertThat(Instant.parse(entry.get("timestamp").asString())).isBetween(before, Instant.now());
		assertThat(entry.get("method")).isEqualTo(entry.get("http_method"));
		assertThat(entry.get("status").isInt()).isTrue();
		assertThat(entry.get("path").asString()).isEqualTo(this.device);
	}

	@Test
	void pathsAreLoggedAsTheyWereSent() {
		this.api.put(this.device, Json.of("{'name':'N','visibility':'private','serial':'Log No. 1'}"));
		this.api.get("/devices/serial/Log%20No.%201/streams/%C3%BC?limit=3");
		this.api.get(this.device + "/streams/" + "x".repeat(2000));
		assertThat(log()).containsExactly("GET 404 /streams/" + "x".repeat(1000 - this.device.length() - 9),
				"GET 404 /devices/serial/Log%20No.%201/streams/%C3%BC", "PUT 204 ");
		assertThat(lines(this.api.get("/devices/serial/Log%20No.%201/log"))).hasSize(4);
	}

	@Test
	void aHundredRequestsAreKept() {
		for (int i = 0; i < 130; i++) {
			this.api.get(this.device + "/streams/s" + i);
		}
		assertThat(log())
			.isEqualTo(IntStream.range(30, 130).map((i) -> 159 - i).mapToObj((i) -> "GET 404 /streams/s" + i).toList());
		await().untilAsserted(() -> {
			this.api.get(this.device);
			assertThat(stored(server.server(), this.device)).isBetween(100L, 99L + RequestLogStore.PRUNING_INTERVAL);
		});
	}

	@Test
	void logThatHasGrownFarTooLongIsCutAgain() {
		JdbcClient jdbc = TestContext.jdbc(server.server());
		String id = this.created.get("id").asString();
		jdbc.sql("""
				INSERT INTO request_log (device_id, at_ms, status, http_method, path)
				SELECT d.id, x, 200, 'GET', '/x' FROM devices d CROSS JOIN %s WHERE d.public_id = :id"""
			.formatted(TestContext.numbers(1, 20_000))).param("id", id).update();
		LoggedRequest request = new LoggedRequest(1, false, id, 20_001, 200, "GET", "/x");
		RequestLogStore store = TestContext.bean(server.server(), RequestLogStore.class);
		store.prune(store.insert(Collections.nCopies(RequestLogStore.PRUNING_INTERVAL, request)));
		assertThat(stored(server.server(), this.device)).isEqualTo(RequestLogStore.SIZE);
	}

	private static long stored(M2xServer server, String device) {
		TestContext.bean(server, RequestLog.class).flush();
		return TestContext.jdbc(server)
			.sql("SELECT COUNT(*) FROM request_log l JOIN devices d ON d.id = l.device_id WHERE d.public_id = :device")
			.param("device", device.substring("/devices/".length()))
			.query(Long.class)
			.single();
	}

	@Test
	void logIsForTheHoldersOfKeysForTheWholeDevice() {
		this.api.put(this.device + "/streams/t", "{}");
		this.api.put(this.device, Json.of("{'name':'N','visibility':'public'}"));
		assertThat(this.deviceKey.get(this.device + "/log").status()).isEqualTo(200);
		assertThat(this.api.withKeyOf(this.device, "t").get(this.device + "/log").status()).isEqualTo(403);
		assertThat(this.api.as(this.api.createDevice().get("key").asString()).get(this.device + "/log").status())
			.isEqualTo(403);
		assertThat(server.stranger().get(this.device + "/log").status()).isEqualTo(404);
		assertThat(this.api.anonymous().get(this.device + "/log").status()).isEqualTo(401);
		assertThat(this.api.get("/devices/" + "0".repeat(32) + "/log").status()).isEqualTo(404);
	}

	@Test
	void strangersLeaveNoTraceButOtherKeysOfTheAccountDo() {
		this.api.put(this.device, Json.of("{'name':'N','visibility':'public'}"));
		this.api.anonymous().get(this.device);
		this.api.as("0".repeat(32)).get(this.device);
		server.stranger().get(this.device);
		this.api.as(this.api.createDevice().get("key").asString()).put(this.device + "/streams/t", "{}");
		assertThat(log()).containsExactly("PUT 403 /streams/t", "PUT 204 ");
	}

	@Test
	void requestsForNoDeviceAreNotLogged() {
		this.api.get("/devices");
		this.api.get("/devices/tags");
		this.api.get("/devices/search/log");
		this.api.get("/devices/serial");
		this.api.get("/jobs/" + this.created.get("id").asString());
		assertThat(log()).isEmpty();
	}

	@Test
	void logOfADeletedDeviceIsDeleted() {
		this.api.get(this.device);
		assertThat(log()).hasSize(1);
		this.api.delete(this.device);
		RequestLogStore store = TestContext.bean(server.server(), RequestLogStore.class);
		store.deleteOrphans();
		assertThat(TestContext.jdbc(server.server())
			.sql("SELECT COUNT(*) FROM request_log WHERE device_id NOT IN (SELECT id FROM devices)")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void manyCallersLoseNothing() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(8);
		try {
			List<Future<Api.Response>> responses = IntStream.range(0, 90)
				.mapToObj((i) -> callers.submit(() -> this.api.get(this.device + "/streams/s" + i)))
				.toList();
			for (Future<Api.Response> response : responses) {
				assertThat(response.get().status()).isEqualTo(404);
			}
		}
		finally {
			callers.shutdownNow();
		}
		List<String> expected = new ArrayList<>(
				IntStream.range(0, 90).mapToObj((i) -> "GET 404 /streams/s" + i).toList());
		Collections.sort(expected);
		assertThat(log().stream().sorted()).containsExactlyElementsOf(expected);
	}

	@Test
	void stoppedServerHasStoredEverything(@TempDir Path directory) {
		String path;
		try (M2xServer first = TestServers.builder(directory).start()) {
			path = Api.of(first).deviceWithStreams("t");
			Api.of(first).get(path);
		}
		try (M2xServer second = TestServers.builder(directory).start()) {
			assertThat(Api.of(second).get(path + "/log").at("/requests").size()).isEqualTo(2);
		}
	}

	@Test
	void overfullMemoryLeavesRequestsOut() {
		RequestLog log = TestContext.bean(server.server(), RequestLog.class);
		String id = this.created.get("id").asString();
		LoggedRequest request = new LoggedRequest(1, false, id, 0, 200, "GET", "/x");
		synchronized (log) {
			for (int i = 0; i < RequestLog.CAPACITY + 100; i++) {
				log.add(request);
			}
			log.flush();
		}
		assertThat(this.api.get(this.device).status()).isEqualTo(200);
		assertThat(log()).startsWith("GET 200 ").hasSize(100);
	}

}
