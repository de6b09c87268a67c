package io.m2x.spring.boot.autoconfigure.health;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.health.M2xHealthIndicator;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class M2xHealthContributorAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static M2xServer server;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HealthContributorAutoConfiguration.class, M2xAutoConfiguration.class,
				M2xHealthContributorAutoConfiguration.class));

	@BeforeAll
	static void startServer() {
		server = M2xServer.builder().start();
	}

	@AfterAll
	static void stopServer() {
		server.stop();
	}

	private ApplicationContextRunner with(String url, String key) {
		return this.runner.withPropertyValues("m2x.base-url=" + url, "m2x.api-key=" + key);
	}

	private static Health health(AssertableApplicationContext context) {
		assertThat(context).hasBean("m2xHealthContributor");
		return context.getBean("m2xHealthContributor", ReactiveHealthIndicator.class).health(true).block(LIMIT);
	}

	@Test
	void upWithDetailsWhenServerRespondsAndKnowsKey() {
		with(server.url(), server.masterKey()).run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("host", "127.0.0.1:" + server.port())
				.containsEntry("api", "OK")
				.containsEntry("triggers", "OK")
				.containsEntry("key", "master");
		});
	}

	@Test
	void upWithKeyOfOneDevice() {
		String key = M2xClient.builder()
			.baseUrl(server.url())
			.apiKey(server.masterKey())
			.build()
			.devices()
			.create(CreateDevice.named("Vent"))
			.block(LIMIT)
			.key();
		with(server.url(), key).run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails()).containsEntry("key", "limited");
		});
	}

	@Test
	void downWithReasonButWithoutKeyWhenKeyIsWrong() {
		with(server.url(), "00000000000000000000000000000bad").run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("error").toString()).contains("HTTP 401");
			assertThat(health.toString()).doesNotContain("00000bad");
		});
	}

	@Test
	void downWithReasonWhenServerIsUnreachable() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		with("http://127.0.0.1:" + port + "/v2", "key").run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("error").toString()).contains("no connection");
		});
	}

	@Test
	void reasonIsLoggedOnceAndAgainAfterRecovery(CapturedOutput output) {
		AtomicInteger status = new AtomicInteger(500);
		try (M2xStubServer moody = M2xStubServer.start()
			.respond((request, response) -> response.status(status.get())
				.sendString(Mono.just("{\"api\":\"OK\",\"devices\":[]}")))) {
			with(moody.url(), "key").withPropertyValues("management.health.m2x.cache=0").run((context) -> {
				health(context);
				health(context);
				assertThat(output.getOut().split("is down: platform.status failed: HTTP 500", -1)).hasSize(2);
				status.set(200);
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				status.set(500);
				health(context);
				assertThat(output.getOut().split("is down: platform.status failed: HTTP 500", -1)).hasSize(3);
			});
		}
	}

	@Test
	void downWithinItsTimeoutWhenServerIsSilent() {
		try (M2xStubServer silent = M2xStubServer.start().respond((request, response) -> Mono.never())) {
			with(silent.url(), "key").withPropertyValues("management.health.m2x.timeout=200ms").run((context) -> {
				Health health = health(context);
				assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.getDetails()).containsEntry("error", "health failed: no response within 200 ms");
			});
		}
	}

	@Test
	void downWhenApiReportsFailure() {
		try (M2xStubServer sick = M2xStubServer.start()
			.respond((request, response) -> response.sendString(Mono.just("{\"api\":\"FAIL\",\"triggers\":\"OK\"}")))) {
			with(sick.url(), "key").run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(health(context).getDetails()).containsEntry("api", "FAIL");
			});
		}
	}

	@Test
	void downWhenTheAccountIsNotActive() {
		try (M2xStubServer inactive = M2xStubServer.start()
			.respond("GET", "/status", 200, "{\"api\":\"OK\"}")
			.respond("GET", "/devices", 403, "{\"message\":\"Account Not Active\"}")) {
			with(inactive.url(), "key").run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(health(context).getDetails().get("error").toString()).contains("Account Not Active");
			});
		}
	}

	@Test
	void downWithHintWhenTheAddressLacksTheVersion() {
		with(server.url().replace("/v2", ""), server.masterKey()).run(
				(context) -> assertThat(health(context).getDetails().get("error").toString()).contains("such as /v2?"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeout=0", "timeout=-1s", "timeout=25d", "cache=-1s", "cache=2d" })
	void invalidDurationFailsStart(String setting) {
		with(server.url(), server.masterKey()).withPropertyValues("management.health.m2x." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(M2xConfigurationException.class)
				.hasMessageContaining(
						"'management.health.m2x." + setting.substring(0, setting.indexOf('=')) + "' can't be used"));
	}

	@Test
	void contributorCanBeDisabled() {
		with(server.url(), server.masterKey()).withPropertyValues("management.health.m2x.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(M2xHealthIndicator.class)
				.doesNotHaveBean("m2xHealthContributor"));
	}

	@Test
	void userContributorReplacesDefault() {
		with(server.url(), server.masterKey())
			.withBean("m2xHealthContributor", ReactiveHealthContributor.class,
					() -> (ReactiveHealthIndicator) () -> Mono.just(Health.unknown().build()))
			.run((context) -> assertThat(health(context).getStatus()).isEqualTo(Status.UNKNOWN));
	}

}
