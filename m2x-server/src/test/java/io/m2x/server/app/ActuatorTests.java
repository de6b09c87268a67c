package io.m2x.server.app;

import java.nio.file.Path;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

class ActuatorTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext run(String... args) {
		return Program.run(this.directory, args);
	}

	@Test
	void strangersSeeNothingOfActuatorButHealth() {
		String other = UUID.randomUUID().toString().replace("-", "");
		try (ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY,
				"--m2x.server.accounts.other.master-key=" + other)) {
			Api actuator = new Api(Program.api(context, null).url().replace("/v2", "/actuator"), null);
			assertThat(actuator.get("/health").body()).doesNotContain("components").contains("\"status\":\"UP\"");
			String device = Program.api(context, KEY).createDevice().get("key").asString();
			for (String path : new String[] { "", "/", "/metrics", "/metrics/jvm.memory.used", "/env", "//metrics",
					"/metrics;a=b", "/%6Detrics" }) {
				assertThat(actuator.get(path).status()).as(path).isIn(401, 404).isNotEqualTo(200);
				assertThat(actuator.as(device).get(path).status()).as(path).isIn(403, 404);
				assertThat(actuator.as(other).get(path).status()).as(path).isIn(403, 404);
			}
			Api disguised = new Api(actuator.url().replace("/actuator", "/%61ctuator"), null);
			assertThat(disguised.get("/metrics").status()).isIn(401, 404);
			assertThat(actuator.get("/metrics").toString()).startsWith("401 {\"message\":\"Unauthorized\"");
			assertThat(actuator.as(KEY).get("/metrics").status()).isEqualTo(200);
		}
	}

	@Test
	void databaseThatFailsIsNoHealth() {
		try (ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY)) {
			Api api = Program.api(context, KEY);
			Api actuator = new Api(api.url().replace("/v2", "/actuator"), null);
			assertThat(actuator.get("/health/readiness").status()).isEqualTo(200);
			((HikariDataSource) context.getBean(Database.class).writers()).close();
			assertThat(api.post("/devices", Json.of("{'name':'N','visibility':'private'}")).status()).isEqualTo(503);
			assertThat(actuator.get("/health").status()).isEqualTo(503);
			assertThat(actuator.get("/health/readiness").status()).isEqualTo(503);
			assertThat(actuator.get("/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void actuatorWithAPortOfItsOwnNeedsNoKey() {
		try (ConfigurableApplicationContext context = run("--management.server.port=0")) {
			Api actuator = new Api(
					"http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port") + "/actuator",
					null);
			assertThat(actuator.get("/health").status()).isEqualTo(200);
			assertThat(actuator.get("/metrics").status()).isEqualTo(200);
			assertThat(new Api(Program.api(context, null).url().replace("/v2", "/actuator"), null).get("/metrics")
				.status()).isIn(401, 404);
		}
	}

	@Test
	void keysInPathsAreNoMetrics() {
		try (ConfigurableApplicationContext context = run("--m2x.server.master-key=" + KEY)) {
			Addresses addresses = new Addresses();
			context.getBean(ObservationRegistry.class).observationConfig().observationHandler(addresses);
			Api api = Program.api(context, KEY);
			assertThat(api.get("/keys/" + KEY).status()).isEqualTo(200);
			assertThat(api.post("/keys/" + KEY + "0/regenerate", null).status()).isEqualTo(404);
			String metrics = new Api(api.url().replace("/v2", "/actuator"), KEY).get("/metrics/http.server.requests")
				.body();
			assertThat(metrics).contains("/v2/keys/{key}", "/v2/keys/{key}/regenerate").doesNotContain(KEY);
			Awaitility.await().untilAsserted(() -> assertThat(addresses.seen).hasSizeGreaterThanOrEqualTo(2));
			assertThat(addresses.seen).contains("/v2/keys/******", "/v2/keys/******/regenerate")
				.noneMatch((address) -> address.contains(KEY));
		}
	}

	/**
	 * Collects what tracing would tell about the addresses of requests.
	 */
	private static final class Addresses implements ObservationHandler<Observation.Context> {

		private final Queue<String> seen = new ConcurrentLinkedQueue<>();

		@Override
		public void onStop(Observation.Context context) {
			context.getHighCardinalityKeyValues().forEach((pair) -> this.seen.add(pair.getValue()));
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
