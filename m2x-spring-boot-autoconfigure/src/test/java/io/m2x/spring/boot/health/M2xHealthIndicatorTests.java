package io.m2x.spring.boot.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.m2x.client.M2xClient;
import io.m2x.client.retry.RetryOptions;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

class M2xHealthIndicatorTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final AtomicInteger checks = new AtomicInteger();

	private final AtomicInteger status = new AtomicInteger(200);

	private final Sinks.Empty<Void> gate = Sinks.empty();

	private final M2xStubServer server = M2xStubServer.start().respond("GET", "/status", (request, response) -> {
		this.checks.incrementAndGet();
		return response.status(this.status.get()).sendString(this.gate.asMono().then(Mono.just("{\"api\":\"OK\"}")));
	}).respond("GET", "/devices", 200, "{\"devices\":[]}");

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private M2xHealthIndicator indicator(Duration cache) {
		return new M2xHealthIndicator(M2xClient.builder().baseUrl(this.server.url()).apiKey("key").build(), TIMEOUT,
				cache);
	}

	@Test
	void concurrentCallersShareOneCheck() {
		M2xHealthIndicator indicator = indicator(Duration.ZERO);
		Mono<List<Health>> all = Flux.range(0, 20).flatMap((index) -> indicator.health()).collectList().cache();
		all.subscribe();
		Awaitility.await().atMost(LIMIT).until(() -> this.checks.get() > 0);
		this.gate.tryEmitEmpty();
		assertThat(all.block(LIMIT)).hasSize(20)
			.allSatisfy((health) -> assertThat(health.getStatus()).isEqualTo(Status.UP));
		assertThat(this.checks).hasValue(1);
	}

	@Test
	void upResultIsCached() {
		this.gate.tryEmitEmpty();
		M2xHealthIndicator indicator = indicator(Duration.ofHours(1));
		Health first = indicator.health().block(LIMIT);
		assertThat(indicator.health().block(LIMIT)).isSameAs(first);
		assertThat(this.checks).hasValue(1);
	}

	@Test
	void downResultIsCached() {
		this.gate.tryEmitEmpty();
		this.status.set(401);
		M2xHealthIndicator indicator = indicator(Duration.ofHours(1));
		assertThat(indicator.health().block(LIMIT).getStatus()).isEqualTo(Status.DOWN);
		this.status.set(200);
		assertThat(indicator.health().block(LIMIT).getStatus()).isEqualTo(Status.DOWN);
		assertThat(this.checks).hasValue(1);
	}

	@Test
	void cachedResultExpires() {
		this.gate.tryEmitEmpty();
		this.status.set(401);
		M2xHealthIndicator indicator = indicator(Duration.ofMillis(50));
		assertThat(indicator.health().block(LIMIT).getStatus()).isEqualTo(Status.DOWN);
		this.status.set(200);
		Awaitility.await().atMost(LIMIT).until(() -> indicator.health().block(LIMIT).getStatus(), Status.UP::equals);
	}

	@Test
	void everyLaterCallerChecksWithoutCache() {
		this.gate.tryEmitEmpty();
		M2xHealthIndicator indicator = indicator(Duration.ZERO);
		indicator.health().block(LIMIT);
		indicator.health().block(LIMIT);
		assertThat(this.checks).hasValue(2);
	}

	@Test
	void cancelledCallerDoesNotCancelSharedCheck() {
		M2xHealthIndicator indicator = indicator(Duration.ZERO);
		Mono<Health> patient = indicator.health().cache();
		indicator.health().subscribe().dispose();
		patient.subscribe();
		this.gate.tryEmitEmpty();
		assertThat(patient.block(LIMIT).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void latencyIsReportedWhenUpAndWhenDown() {
		this.gate.tryEmitEmpty();
		M2xHealthIndicator indicator = indicator(Duration.ZERO);
		assertThat(indicator.health().block(LIMIT).getDetails().get("latency").toString()).matches("\\d+ ms");
		this.status.set(500);
		Health down = indicator.health().block(LIMIT);
		assertThat(down.getStatus()).isEqualTo(Status.DOWN);
		assertThat(down.getDetails().get("latency").toString()).matches("\\d+ ms");
	}

	@Test
	void retryAfterDoesNotProlongCheck() {
		try (M2xStubServer busy = M2xStubServer.start()
			.respond((request, response) -> response.status(503).header("Retry-After", "3600").send())) {
			M2xHealthIndicator indicator = new M2xHealthIndicator(
					M2xClient.builder().baseUrl(busy.url()).apiKey("key").build(), Duration.ofMillis(500),
					Duration.ZERO);
			Health health = indicator.health().block(LIMIT);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 404, 405, 500 })
	void missingVersionIsReportedWhateverTheResponse(int status) {
		try (M2xStubServer other = M2xStubServer.start()
			.respond((request, response) -> response.status(status)
				.header("Content-Type", "text/html")
				.sendString(Mono.just("<html>Welcome</html>")))) {
			String url = other.url().replaceFirst("/v2$", "");
			Health health = new M2xHealthIndicator(
					M2xClient.builder().baseUrl(url).apiKey("key").retry(RetryOptions.none()).build(), TIMEOUT,
					Duration.ZERO)
				.health()
				.block(LIMIT);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("error").toString()).contains(url + "/v2");
		}
	}

	@Test
	void missingVersionIsNotReportedForVersionedAddress() {
		this.gate.tryEmitEmpty();
		this.status.set(500);
		assertThat(indicator(Duration.ZERO).health().block(LIMIT).getDetails().get("error").toString())
			.doesNotContain("/v2");
	}

}
