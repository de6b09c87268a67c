package io.m2x.client.internal;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xClientBuilder;
import io.m2x.client.M2xHttpClient;
import io.m2x.client.StubServer;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xRateLimitException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a caller gets when a call fails.
 */
class FailuresTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private final StubServer server = new StubServer();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private static M2xClientBuilder once() {
		return M2xClient.builder().retry(RetryOptions.none());
	}

	private M2xException failure(M2xClient client) {
		return catchThrowableOfType(M2xException.class, () -> client.devices().view(DeviceRef.id(DEVICE)).block(LIMIT));
	}

	@ParameterizedTest
	@CsvSource({ "401, M2xAuthenticationException", "403, M2xForbiddenException", "404, M2xNotFoundException",
			"409, M2xConflictException", "422, M2xValidationException", "429, M2xRateLimitException",
			"500, M2xServerException", "503, M2xServerException", "400, M2xException", "302, M2xException" })
	void statusDecidesTheException(int status, String type) {
		this.server.respond(status, "{\"message\":\"Went Wrong\",\"description\":\"Why it did.\"}");
		M2xException failure = failure(this.server.client());
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure.status()).isEqualTo(status);
		assertThat(failure.error()).isEqualTo("Went Wrong");
		assertThat(failure.description()).isEqualTo("Why it did.");
		assertThat(failure.operation()).isEqualTo("devices.view");
		assertThat(failure).hasMessage("devices.view failed: HTTP " + status + ", Went Wrong (Why it did.)");
	}

	@Test
	void validationErrorsAreGivenByField() {
		this.server.respond(422,
				"{\"message\":\"Validation Failed\",\"errors\":{\"name\":[\"not_present\",\"too_long\"],\"x\":\"odd\"}}");
		M2xException failure = failure(this.server.client());
		assertThat(failure).isInstanceOf(M2xValidationException.class)
			.hasMessageContaining("name=[not_present, too_long]");
		assertThat(((M2xValidationException) failure).errors())
			.isEqualTo(Map.of("name", List.of("not_present", "too_long"), "x", List.of("odd")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>Bad gateway</html>", "[]", "null", "{\"message\":{\"a\":1},\"errors\":[1]}" })
	void errorBodyOfAnyShapeIsBorne(String body) {
		this.server.respond(502, body);
		M2xException failure = failure(this.server.client());
		assertThat(failure.status()).isEqualTo(502);
		assertThat(failure.error()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "7, PT7S", "0, PT0S" })
	void rateLimitTellsTheWait(String header, Duration wait) {
		this.server.respond((request, response) -> response.status(429).header("Retry-After", header).send());
		assertThat(((M2xRateLimitException) failure(this.server.client())).retryAfter()).isEqualTo(wait);
	}

	@Test
	void rateLimitTellsTheWaitUntilDate() {
		this.server.respond((request,
				response) -> response.status(429).header("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT").send());
		assertThat(((M2xRateLimitException) failure(this.server.client())).retryAfter()).isEqualTo(Duration.ZERO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "-1", "99999999999999999999", "" })
	void rateLimitWithoutUsableWaitTellsNone(String header) {
		this.server.respond((request, response) -> response.status(429).header("Retry-After", header).send());
		assertThat(((M2xRateLimitException) failure(this.server.client())).retryAfter()).isNull();
	}

	@Test
	void keyEchoedInErrorBodyIsMasked() {
		this.server.respond(401,
				"{\"message\":\"No such key: 0123456789abcdef0123456789abcdef\\nX\",\"description\":\"0123456789abcdef0123456789abcdef\"}");
		M2xException failure = failure(this.server.client());
		assertThat(failure).isInstanceOf(M2xAuthenticationException.class).hasMessageNotContaining("0123456789abcdef");
		assertThat(failure.error()).isEqualTo("No such key: ****** X");
		assertThat(failure.description()).isEqualTo("******");
	}

	@Test
	void redirectIsNotFollowed() {
		try (StubServer elsewhere = new StubServer().respond(200, "{}")) {
			this.server.respond((request, response) -> response.status(302).header("Location", elsewhere.url()).send());
			assertThat(failure(this.server.client()).status()).isEqualTo(302);
			assertThat(elsewhere.received()).isEmpty();
		}
	}

	@Test
	void refusedConnectionIsTransportFailure() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		M2xException failure = failure(once().baseUrl("http://127.0.0.1:" + port + "/v2").build());
		assertThat(failure).isInstanceOf(M2xTransportException.class)
			.hasMessageContaining("no connection: Connection refused");
		assertThat(failure.status()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "{\"devices\":{}}", "{\"devices\":[null]}", "<html>" })
	void listThatIsNoneIsTransportFailure(String body) {
		this.server.respond(200, body);
		assertThat(catchThrowableOfType(M2xException.class,
				() -> this.server.client().devices().list(DeviceQuery.all()).block(LIMIT)))
			.isInstanceOf(M2xTransportException.class)
			.hasMessage("devices.list failed: the response is not the expected JSON");
	}

	@Test
	void unknownHostIsTransportFailure() {
		assertThat(failure(once().baseUrl("http://no-such-host.invalid/v2").build()))
			.isInstanceOf(M2xTransportException.class)
			.hasMessageContaining("no-such-host.invalid");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "407; the proxy refused the connection with status 407",
			"403; the proxy refused the connection to the server with status 403" })
	void refusalOfProxyIsTransportFailureThatSaysSo(int status, String reason) {
		// To this server, the request for a connection is one like any other.
		this.server.respond(status, "{}");
		HttpClient proxied = HttpClient.create()
			.proxy((spec) -> spec.type(ProxyProvider.Proxy.HTTP)
				.socketAddress(InetSocketAddress.createUnresolved("127.0.0.1", URI.create(this.server.url()).getPort()))
				.username("me")
				.password((name) -> "s3cret"));
		M2xException failure = failure(once().baseUrl("http://m2x.example.com/v2")
			.connector(new ReactorClientHttpConnector(M2xHttpClient.prepare(proxied)))
			.build());
		assertThat(failure).isInstanceOf(M2xTransportException.class)
			.hasMessageContaining(reason)
			.hasMessageNotContaining("s3cret")
			.hasMessageNotContaining("m2x.http");
	}

	@Test
	void lackOfConnectionsIsTransportFailureThatSaysSo() {
		this.server.respond((request, response) -> Mono.never());
		ConnectionProvider pool = ConnectionProvider.builder("small")
			.maxConnections(1)
			.pendingAcquireTimeout(Duration.ofMillis(50))
			.build();
		M2xClient client = once().baseUrl(this.server.url())
			.connector(new ReactorClientHttpConnector(M2xHttpClient.prepare(HttpClient.create(pool))))
			.connectionHints((problem) -> "check " + problem)
			.build();
		client.devices().view(DeviceRef.id(DEVICE)).subscribe((device) -> {
		}, (ex) -> {
		});
		assertThat(failure(client)).isInstanceOf(M2xTransportException.class)
			.hasMessageContaining("no connection became free in time")
			.hasMessageEndingWith(" (check NO_FREE_CONNECTION)");
		pool.dispose();
	}

	@Test
	void silentServerIsTransportFailureAfterReadTimeout() {
		this.server.respond((request, response) -> Mono.never());
		M2xClient client = once().baseUrl(this.server.url()).readTimeout(Duration.ofMillis(100)).build();
		assertThat(failure(client)).isInstanceOf(M2xTransportException.class).hasMessageContaining("read timeout");
	}

	@Test
	void dribblingServerIsTransportFailureAfterCallTimeout() {
		this.server.respond((request, response) -> response.header("Content-Type", "application/json")
			.send(Flux.interval(Duration.ofMillis(20)).map((tick) -> Unpooled.wrappedBuffer(new byte[] { 32 })),
					(buffer) -> true));
		M2xClient client = once().baseUrl(this.server.url()).callTimeout(Duration.ofMillis(300)).build();
		assertThat(failure(client)).isInstanceOf(M2xTransportException.class).hasMessageContaining("within 300 ms");
	}

	@Test
	void responseCutOffIsTransportFailure() {
		this.server.respond((request, response) -> response.header("Content-Length", "1000")
			.sendString(Flux.concat(Mono.just("{\"id\":"), Mono.error(new IllegalStateException("cut")))));
		assertThat(failure(this.server.client())).isInstanceOf(M2xTransportException.class)
			.hasMessageContaining("the connection broke");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"id\":", "<html>Sign in</html>", "[1]", "null", "{\"id\":\"x\",\"created\":\"yesterday\"}" })
	void responseThatIsNotTheExpectedJsonIsTransportFailureWithoutQuote(String body) {
		this.server.respond(200, body);
		assertThat(failure(this.server.client())).isInstanceOf(M2xTransportException.class)
			.hasMessageContaining("not the expected JSON")
			.hasNoCause();
	}

	@Test
	void responseTooLargeIsTransportFailure() {
		byte[] megabyte = new byte[1024 * 1024];
		this.server.respond(
				(request, response) -> response.send(Flux.range(0, 20).map((i) -> Unpooled.wrappedBuffer(megabyte))));
		assertThat(failure(this.server.client())).isInstanceOf(M2xTransportException.class)
			.hasMessageContaining("larger than");
	}

	@Test
	void clientWorksAgainAfterFailures() {
		this.server.respond(500, "");
		M2xClient client = this.server.client();
		failure(client);
		this.server.respond(200, "{\"id\":\"" + DEVICE + "\",\"name\":\"Vent\"}");
		assertThat(client.devices().view(DeviceRef.id(DEVICE)).block(LIMIT).name()).isEqualTo("Vent");
	}

}
