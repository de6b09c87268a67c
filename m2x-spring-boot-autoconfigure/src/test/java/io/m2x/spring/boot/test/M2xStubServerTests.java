package io.m2x.spring.boot.test;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class M2xStubServerTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final DeviceRef DEVICE = DeviceRef.id("d1");

	private final M2xStubServer stub = M2xStubServer.start();

	private final M2xClient client = M2xClient.builder()
		.baseUrl(this.stub.url())
		.apiKey(M2xStubServer.API_KEY)
		.retry(RetryOptions.none())
		.build();

	@AfterEach
	void close() {
		this.stub.close();
	}

	@Test
	void requestsAreRecorded() {
		this.stub.respond("PUT", "/devices/{id}/streams/{stream}/value", 202);
		this.client.values().write(DEVICE, "temperature", 21.5).block(LIMIT);
		assertThat(this.stub.requests()).singleElement().satisfies((request) -> {
			assertThat(request.method()).isEqualTo("PUT");
			assertThat(request.uri()).isEqualTo("/v2/devices/d1/streams/temperature/value");
			assertThat(request.headers().getFirst("X-M2X-KEY")).isEqualTo(M2xStubServer.API_KEY);
			assertThat(request.body()).contains("21.5");
			assertThat(request.toString()).contains("PUT /v2/devices").doesNotContain(M2xStubServer.API_KEY);
		});
	}

	@Test
	void laterResponseReplacesEarlierOne() {
		this.stub.respond("GET", "/devices/{id}", 200, "{\"id\":\"d1\",\"name\":\"First\"}")
			.respond("GET", "/devices/{id}", 200, "{\"id\":\"d1\",\"name\":\"Last\"}");
		assertThat(this.client.devices().view(DEVICE).block(LIMIT).name()).isEqualTo("Last");
	}

	@Test
	void unexpectedRequestIsExplained() {
		this.stub.respond("PUT", "/devices/{id}", 204).respond("GET", "/devices", 200, "{}");
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> this.client.devices().view(DEVICE).block(LIMIT))
			.withMessageContaining("define one with respond(...)");
	}

	@RepeatedTest(5)
	void closeEndsTheConnections() {
		this.stub.respond("GET", "/devices/{id}", 200, "{\"id\":\"d1\",\"name\":\"First\"}");
		this.client.devices().view(DEVICE).block(LIMIT);
		this.stub.close();
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> this.client.devices().view(DEVICE).block(LIMIT))
			.withRootCauseInstanceOf(ConnectException.class);
	}

	@Test
	void closeEndsTheRunningRequests() {
		this.stub.respond((request, response) -> Mono.never());
		CompletableFuture<?> call = this.client.devices().view(DEVICE).toFuture();
		await().until(() -> this.stub.requests().size() == 1);
		this.stub.close();
		assertThat(call).failsWithin(LIMIT).withThrowableThat().havingRootCause().isInstanceOf(IOException.class);
	}

	@Test
	void handlerCanKeepTheClientWaiting() {
		this.stub.respond((request, response) -> Mono.never());
		M2xClient impatient = M2xClient.builder()
			.baseUrl(this.stub.url())
			.apiKey(M2xStubServer.API_KEY)
			.readTimeout(Duration.ofMillis(100))
			.retry(RetryOptions.none())
			.build();
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> impatient.devices().view(DEVICE).block(LIMIT));
		assertThat(this.stub.requests()).hasSize(1);
	}

}
