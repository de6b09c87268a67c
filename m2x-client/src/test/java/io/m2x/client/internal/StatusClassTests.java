package io.m2x.client.internal;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xHttpClient;
import io.m2x.client.RawServer;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobState;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Statuses as RFC 9110 15 wants them read: by their class where the code is not known.
 */
class StatusClassTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String DEVICE = "{\"id\":\"d\",\"name\":\"Vent\"}";

	private final RawServer server = new RawServer();

	private final M2xClient client = M2xClient.builder()
		.baseUrl(this.server.url())
		.apiKey("0123456789abcdef0123456789abcdef")
		.retry(RetryOptions.none())
		.connector(new ReactorClientHttpConnector(M2xHttpClient
			.prepare(HttpClient.create(ConnectionProvider.create("one", 1)).responseTimeout(Duration.ofSeconds(5)))))
		.build();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private M2xException failure() {
		return catchThrowableOfType(M2xException.class,
				() -> this.client.devices().view(DeviceRef.id("d")).block(LIMIT));
	}

	static Stream<String> interim() {
		return Stream.of("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 102 Processing\r\n\r\n",
				"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n", "HTTP/1.1 104 New\r\n\r\n",
				"HTTP/1.1 199 Odd\r\nContent-Type: text/html\r\n\r\n",
				"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n");
	}

	@ParameterizedTest
	@MethodSource("interim")
	void interimResponsesAreSkipped(String interim) {
		for (int call = 1; call <= 3; call++) {
			this.server.respond(interim + RawServer.json("HTTP/1.1 200 OK", DEVICE.replace("Vent", "Vent " + call)));
			assertThat(this.client.devices().view(DeviceRef.id("d")).block(LIMIT).name()).isEqualTo("Vent " + call);
		}
		this.server.respond(interim + RawServer.json("HTTP/1.1 404 Not Found", "{\"message\":\"Device Not Found\"}"));
		assertThat(failure().error()).isEqualTo("Device Not Found");
		// All of them on one connection, which stays in step.
		assertThat(this.server.connections()).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("interim")
	void interimResponsesBeforeAFileAreSkipped(String interim) {
		this.server
			.respond(interim + "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 9\r\n\r\ntimestamp");
		Job job = new Job("j", JobState.COMPLETE, null, null, null, null, null, null,
				new Job.Result(URI.create(this.server.url() + "/file.csv")));
		Long size = this.client.jobs().download(job).map((buffer) -> {
			long count = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			return count;
		}).reduce(0L, Long::sum).block(LIMIT);
		assertThat(size).isEqualTo(9);
	}

	@Test
	void switchOfTheProtocolThatNobodyAskedForIsNoResponse() {
		this.server.respond("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", "", "");
		assertThat(failure()).isInstanceOf(M2xTransportException.class).hasMessageContaining("101");
		this.server.respond(RawServer.json("HTTP/1.1 200 OK", DEVICE));
		assertThat(this.client.devices().view(DeviceRef.id("d")).block(LIMIT).name()).isEqualTo("Vent");
		assertThat(this.server.connections()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 203, 209, 299 })
	void unknownSuccessIsLikeOk(int status) {
		this.server.respond(RawServer.json("HTTP/1.1 " + status + " Odd", DEVICE));
		assertThat(this.client.devices().view(DeviceRef.id("d")).block(LIMIT).name()).isEqualTo("Vent");
	}

	@ParameterizedTest
	@CsvSource({ "499, M2xException", "418, M2xException", "599, M2xServerException", "520, M2xServerException" })
	void unknownFailureIsLikeTheFirstOfItsClass(int status, String type) {
		this.server.respond(RawServer.json("HTTP/1.1 " + status + " Odd", "{\"message\":\"Went Wrong\"}"));
		M2xException failure = failure();
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure.status()).isEqualTo(status);
		assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.PERMANENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "600", "999", "099", "20", "1000" })
	void statusOfNoClassIsNoResponse(String status) {
		this.server.respond(RawServer.json("HTTP/1.1 " + status + " Odd", DEVICE));
		assertThat(failure()).isInstanceOf(M2xTransportException.class).hasMessageContaining("status");
		this.server.respond(RawServer.json("HTTP/1.1 200 OK", DEVICE));
		assertThat(this.client.devices().view(DeviceRef.id("d")).block(LIMIT).name()).isEqualTo("Vent");
	}

	@ParameterizedTest
	@ValueSource(ints = { 300, 301, 302, 303, 305, 307, 308, 399 })
	void redirectIsToldWithWhereItLeads(int status) {
		this.server.respond("HTTP/1.1 " + status + " Odd", "Location: https://m2x.example.com/v2/keys/5ec2e7?token=x",
				"Content-Length: 0", "", "");
		M2xException failure = failure();
		assertThat(failure).isExactlyInstanceOf(M2xException.class)
			.hasMessageContaining("HTTP " + status)
			.hasMessageContaining("https://m2x.example.com")
			.hasMessageNotContaining("5ec2e7")
			.hasMessageNotContaining("token");
		assertThat(failure.status()).isEqualTo(status);
	}

	@Test
	void notModifiedIsAFailureAsNothingWasAskedFor() {
		this.server.respond("HTTP/1.1 304 Not Modified", "ETag: \"x\"", "", "");
		assertThat(failure()).isExactlyInstanceOf(M2xException.class).hasMessageContaining("HTTP 304");
	}

}
