package io.m2x.spring.boot.health;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the health of a client whose address is not that of M2X.
 */
class HealthReasonsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static Health health(String baseUrl) {
		M2xClient client = M2xClient.builder().baseUrl(baseUrl).apiKey("key").build();
		return new M2xHealthIndicator(client, Duration.ofSeconds(5), Duration.ZERO).health().block(LIMIT);
	}

	@Test
	void addressWithoutVersionIsReportedWithCorrection() {
		try (M2xStubServer server = M2xStubServer.start().respond("GET", "/status", 200, "{\"api\":\"OK\"}")) {
			String address = server.url().replace("/v2", "");
			Health health = health(address);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("error")).asString()
				.contains("no M2X API at this address")
				.containsOnlyOnce("; try " + address + "/v2");
		}
	}

	@Test
	void loginPageIsReported() {
		try (M2xStubServer portal = M2xStubServer.start()
			.respond((request, response) -> response.header("Content-Type", "text/html")
				.sendString(Mono.just("<html>Sign in</html>")))) {
			Health health = health(portal.url());
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("error")).asString().contains("text/html").doesNotContain("Sign in");
		}
	}

}
