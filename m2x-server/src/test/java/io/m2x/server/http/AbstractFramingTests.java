package io.m2x.server.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.exports.Exports;
import io.m2x.server.http.RawConnection.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What holds for the bytes on a connection, whatever form the server has.
 */
public abstract class AbstractFramingTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String VALUE = "{\"value\":1}";

	protected abstract Api api();

	private RawConnection connect() throws IOException {
		return RawConnection.to(api().url());
	}

	private String head(String method, String path, String... headers) {
		StringBuilder head = new StringBuilder(
				method + " /v2" + path + " HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + api().key() + "\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		return head + "\r\n";
	}

	private String put(String stream, int value) {
		// Two values of the same moment would be one.
		String body = "{\"value\":" + value + ",\"timestamp\":\"" + Instant.ofEpochSecond(value) + "\"}";
		return head("PUT", stream + "/value", "Content-Length: " + body.length()) + body;
	}

	private String get(String path) {
		return head("GET", path);
	}

	private String stream() {
		return api().deviceWithStreams("t") + "/streams/t";
	}

	private List<Integer> values(String stream) {
		return api().get(stream + "/values?limit=1000")
			.at("/values")
			.valueStream()
			.map((value) -> value.at("/value").asInt())
			.sorted()
			.toList();
	}

	private void awaitValues(String stream, int count) {
		Awaitility.await().atMost(LIMIT).until(() -> values(stream).size(), (size) -> size == count);
	}

	// Whether the server is in step: the next response is the one to the next request.
	private void assertInStep(RawConnection connection) throws IOException {
		Response next = connection.send(get("/status")).read();
		assertThat(next.status()).isEqualTo(200);
		assertThat(next.body()).isEqualTo("{\"api\":\"OK\",\"triggers\":\"OK\"}");
	}

	private void assertRefused(RawConnection connection, int status) throws IOException {
		Response response = connection.read();
		assertRefusal(response, status);
		assertThat(connection.isClosed()).isTrue();
	}

	private static void assertRefusal(Response response, int status) {
		assertThat(response.status()).as(response.toString()).isEqualTo(status);
		assertThat(response.header("content-type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(response.header("x-m2x-version")).startsWith("v2.");
		assertThat(response.header("vary")).isEqualToIgnoringCase("accept-encoding");
		assertThat(response.header("connection")).isEqualTo("close");
		assertThat(response.header("content-length")).isEqualTo(Integer.toString(response.content().length));
		assertDate(response);
		assertThat(response.json().at("/message").asString()).isNotBlank();
		assertThat(response.json().at("/description").asString()).isNotBlank();
	}

	private static void assertDate(Response response) {
		ZonedDateTime date = ZonedDateTime.parse(response.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME);
		assertThat(date).isCloseTo(ZonedDateTime.now(), within(Duration.ofMinutes(1)));
	}

	// A complete request is carried out, whatever its sender does next.

	@Test
	void requestOfASenderThatClosesIsCarriedOut() throws Exception {
		String stream = stream();
		for (int i = 0; i < 30; i++) {
			try (RawConnection connection = connect()) {
				connection.send(put(stream, i));
			}
		}
		awaitValues(stream, 30);
	}

	@Test
	void requestOfASenderThatResetsIsCarriedOut() throws Exception {
		String stream = stream();
		for (int i = 0; i < 30; i++) {
			connect().send(put(stream, i)).reset();
		}
		awaitValues(stream, 30);
	}

	@Test
	void requestsOfSixtySendersThatCloseAreCarriedOut() throws Exception {
		String stream = stream();
		ExecutorService senders = Executors.newFixedThreadPool(60);
		try {
			List<Future<?>> sent = new ArrayList<>();
			for (int i = 0; i < 60; i++) {
				int value = i;
				sent.add(senders.submit(() -> {
					RawConnection connection = connect().send(put(stream, value));
					if (value % 2 == 0) {
						connection.close();
					}
					else {
						connection.reset();
					}
					return null;
				}));
			}
			for (Future<?> done : sent) {
				done.get();
			}
		}
		finally {
			senders.shutdownNow();
		}
		awaitValues(stream, 60);
	}

	@Test
	void everythingWholeBeforeTheEndIsCarriedOutInOrder() throws Exception {
		String stream = stream();
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < 20; i++) {
			requests.append(put(stream, i));
		}
		try (RawConnection connection = connect()) {
			connection.send(requests + put(stream, 20).replace("}", ""));
		}
		awaitValues(stream, 20);
		assertThat(values(stream)).doesNotContain(20);
	}

	@Test
	void everyKindOfWritingIsCarriedOut() throws Exception {
		String device = api().deviceWithStreams("old");
		String name = device.substring(device.lastIndexOf('/') + 1);
		for (String request : new String[] { json("PUT", device + "/streams/put", "{}"),
				json("POST", device + "/updates",
						"{\"values\":{\"old\":[{\"timestamp\":\"2020-01-01T00:00:00Z\",\"value\":7}]}}"),
				json("PUT", device + "/location", "{\"latitude\":1,\"longitude\":2}"),
				json("POST", "/distributions", "{\"name\":\"" + name + "\",\"visibility\":\"private\"}"),
				json("PUT", device + "/metadata/field", "{\"value\":\"there\"}") }) {
			try (RawConnection connection = connect()) {
				connection.send(request);
			}
		}
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(api().get(device + "/streams/put").status()).isEqualTo(200);
			assertThat(api().get(device + "/streams/old").at("/value").asInt()).isEqualTo(7);
			assertThat(api().get(device + "/location").at("/latitude").asInt()).isEqualTo(1);
			assertThat(api().get("/distributions").body()).contains(name);
			assertThat(api().get(device + "/metadata/field").at("/value").asString()).isEqualTo("there");
		});
		try (RawConnection connection = connect()) {
			connection.send(head("DELETE", device));
		}
		Awaitility.await().atMost(LIMIT).until(() -> api().get(device).status(), (status) -> status == 404);
	}

	private String json(String method, String path, String body) {
		return head(method, path, "Content-Length: " + body.length()) + body;
	}

	@Test
	void whoStillReadsGetsTheResponse() throws Exception {
		String stream = stream();
		for (String last : new String[] { put(stream, 1),
				head("PUT", stream + "/value", "Transfer-Encoding: chunked") + "b\r\n{\"value\":2}\r\n0\r\n\r\n",
				get("/status") }) {
			try (RawConnection connection = connect().send(get("/status") + last).sendNoMore()) {
				assertThat(connection.read().status()).isEqualTo(200);
				Response response = connection.read();
				assertThat(response.status()).isIn(200, 202);
				assertThat(connection.isClosed()).isTrue();
			}
		}
		assertThat(values(stream)).containsExactly(1, 2);
	}

	@Test
	void requestCutOffInItsBodyIsNotCarriedOut() throws Exception {
		String stream = stream();
		String device = stream.substring(0, stream.indexOf("/streams"));
		String distribution = "/distributions/" + api().createDistribution().at("/id").asString();
		for (String request : new String[] { put(stream, 1).replaceFirst("}$", ""),
				head("PUT", stream + "/value", "Content-Length: 12") + VALUE,
				head("PUT", stream + "/value", "Transfer-Encoding: chunked") + "b\r\n" + VALUE + "\r\n",
				head("PUT", stream + "/value", "Transfer-Encoding: chunked") + "b\r\n" + VALUE + "\r\n0\r\n",
				head("DELETE", device, "Content-Length: 5") + "ab",
				head("DELETE", device, "Transfer-Encoding: chunked") + "2\r\nab\r\n",
				head("DELETE", distribution, "Content-Length: 5") + "ab",
				head("DELETE", distribution, "Transfer-Encoding: chunked") + "0\r\n" }) {
			for (int i = 0; i < 5; i++) {
				connect().send(request).close();
				connect().send(request).reset();
				try (RawConnection connection = connect().send(request).sendNoMore()) {
					assertThat(connection.isClosed()).isTrue();
				}
			}
		}
		assertThat(values(stream)).isEmpty();
		assertThat(api().get(device).status()).isEqualTo(200);
		assertThat(api().get(distribution).status()).isEqualTo(200);
	}

	// Framings.

	@Test
	void pipelinedRequestsAreAnsweredInOrder() throws Exception {
		String stream = stream();
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < 30; i++) {
			requests.append(put(stream, i)).append(get(stream)).append(get("/unknown"));
		}
		try (RawConnection connection = connect().send(requests.toString())) {
			for (int i = 0; i < 30; i++) {
				assertThat(connection.read().status()).isEqualTo(202);
				assertThat(connection.read().json().at("/value").asInt()).isEqualTo(i);
				assertThat(connection.read().status()).isEqualTo(404);
			}
			assertInStep(connection);
		}
	}

	@Test
	void manyPipelinedRequestsDoNotStopTheConnection() throws Exception {
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < 1000; i++) {
			requests.append(get("/status"));
		}
		try (RawConnection connection = connect().send(requests.toString())) {
			for (int i = 0; i < 1000; i++) {
				assertThat(connection.read().status()).isEqualTo(200);
			}
			assertInStep(connection);
		}
	}

	@Test
	void bodyThatNobodyReadsIsPassedOver() throws Exception {
		String chunk = "64\r\n" + "x".repeat(100) + "\r\n";
		try (RawConnection connection = connect()) {
			for (String method : new String[] { "PUT", "POST", "PATCH" }) {
				// In pieces, the first of which is answered.
				assertThat(connection.send(head(method, "/unknown", "Content-Length: 200")).read().status()).isIn(404, 405);
				assertInStep(connection.send("x".repeat(100)).send("x".repeat(100)));
				assertThat(connection.send(head(method, "/unknown", "Transfer-Encoding: chunked")).read().status())
					.isIn(404, 405);
				assertInStep(connection.send(chunk + chunk).send(chunk + "0\r\n\r\n"));
			}
		}
	}

	@Test
	void bareLineFeedsAreUnderstood() throws Exception {
		String stream = stream();
		try (RawConnection connection = connect()) {
			for (int i = 0; i < 3; i++) {
				assertThat(connection.send(put(stream, i).replace("\r", "")).read().status()).isEqualTo(202);
			}
			assertThat(connection.send(get("/status").replace("\r", "")).read().status()).isEqualTo(200);
			assertInStep(connection);
		}
		try (RawConnection connection = connect()) {
			connection.send(put(stream, 3).replace("\r", ""));
		}
		awaitValues(stream, 4);
	}

	@Test
	void mixedLineEndsAreUnderstoodOnce() throws Exception {
		String stream = stream();
		String request = put(stream, 1);
		try (RawConnection connection = connect().send(request.replace("\r\n\r\n", "\n\n") + put(stream, 2))) {
			Response response = connection.read();
			assertThat(response.status()).isEqualTo(202);
			assertThat(response.header("connection")).isEqualTo("close");
			assertThat(connection.isClosed()).isTrue();
		}
		try (RawConnection connection = connect().send(request.replaceFirst("\r\n", "\n"))) {
			assertThat(connection.read().status()).isEqualTo(202);
			assertInStep(connection);
		}
		assertThat(values(stream)).containsExactly(1);
	}

	@Test
	void chunksCountMoreThanALengthOfZero() throws Exception {
		String stream = stream();
		String key = api().post("/keys", "{\"name\":\"K\",\"permissions\":[\"GET\"]}").at("/key").asString();
		try (RawConnection connection = connect()
			.send(head("PUT", stream + "/value", "Transfer-Encoding: chunked", "Content-Length: 0") + "b\r\n" + VALUE
					+ "\r\n0\r\n\r\n" + put(stream, 2))) {
			Response response = connection.read();
			assertThat(response.status()).isEqualTo(202);
			assertThat(response.header("connection")).isEqualTo("close");
			assertThat(connection.isClosed()).isTrue();
		}
		assertThat(values(stream)).containsExactly(1);
		try (RawConnection connection = connect()
			.send(head("POST", "/keys/" + key + "/regenerate", "Content-Length: 0", "transfer-encoding: Chunked")
					+ "0\r\n\r\n")) {
			assertThat(connection.read().status()).isEqualTo(201);
			assertThat(connection.isClosed()).isTrue();
		}
	}

	@Test
	void staleLengthOfThePhpClientIsGivenUp() throws Exception {
		String device = api().deviceWithStreams("t");
		String agent = "User-Agent: M2X-PHP/3.0.0";
		try (RawConnection connection = connect().send(head("GET", device + "/streams", agent, "Content-Length: 17"))) {
			Response response = connection.read();
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.header("connection")).isEqualTo("close");
			assertThat(connection.isClosed()).isTrue();
		}
		try (RawConnection connection = connect()
			.send(head("DELETE", device + "/streams/t", agent, "Content-Length: 17"))) {
			assertThat(connection.read().status()).isEqualTo(204);
			assertThat(connection.isClosed()).isTrue();
		}
		try (RawConnection connection = connect()
			.send(head("GET", "/devices", agent, "Content-Length: 11") + "{\"limit\":1}")) {
			assertThat(connection.read().json().at("/limit").asInt()).isEqualTo(1);
			assertInStep(connection);
		}
	}

	@Test
	void responsesToHeadStayInStep() throws Exception {
		String device = api().deviceWithStreams();
		try (RawConnection connection = connect()) {
			connection.send(head("HEAD", device));
			assertThat(connection.read(false).status()).isEqualTo(200);
			assertInStep(connection);
			connection.send(head("HEAD", "/unknown"));
			assertThat(connection.read(false).status()).isEqualTo(404);
			assertInStep(connection);
		}
	}

	@Test
	void interimResponseSaysNothingAboutTheConnection() throws Exception {
		String stream = stream();
		for (String close : new String[] { "Connection: close", "X: y" }) {
			try (RawConnection connection = connect()
				.send(head("PUT", stream + "/value", "Content-Length: 11", "Expect: 100-continue", close))) {
				Response interim = connection.read();
				assertThat(interim.line()).isEqualTo("HTTP/1.1 100 Continue");
				assertThat(interim.headers()).isEmpty();
				Response response = connection.send(VALUE).read();
				assertThat(response.status()).isEqualTo(202);
				assertDate(response);
				if (close.startsWith("Connection")) {
					assertThat(connection.isClosed()).isTrue();
				}
				else {
					assertInStep(connection);
				}
			}
		}
	}

	@Test
	void everyResponseHasADate() throws Exception {
		String device = api().deviceWithStreams("t");
		try (RawConnection connection = connect()) {
			for (String request : new String[] { get("/status"), get("/unknown"), get(device),
					json("POST", "/devices", "{"), head("DELETE", device + "/streams/t"), head("PATCH", device),
					get(device).replace("/v2", "/v1"), get("/devices").replace(api().key(), "wrong"),
					head("OPTIONS", device, "Origin: http://a.example", "Access-Control-Request-Method: GET") }) {
				assertDate(connection.send(request).read());
			}
		}
	}

	// HTTP/1.0.

	@Test
	void responsesToOldClientsHaveNoChunks() throws Exception {
		String device = api().deviceWithStreams("t");
		for (String path : new String[] { device, "/status", "/unknown", "/devices?pretty" }) {
			for (String more : new String[] { "X: y", "Accept-Encoding: gzip" }) {
				try (RawConnection connection = connect()
					.send(head("GET", path, more).replace("HTTP/1.1", "HTTP/1.0"))) {
					Response response = connection.read();
					assertThat(response.status()).isIn(200, 404);
					assertThat(response.header("transfer-encoding")).isNull();
					assertThat(connection.isClosed()).isTrue();
				}
			}
		}
	}

	@Test
	void oldClientKeepsItsConnectionIfItAsks() throws Exception {
		String stream = stream();
		try (RawConnection connection = connect()) {
			for (String request : new String[] { put(stream, 1), get("/status"), get("/unknown"),
					head("DELETE", stream) }) {
				Response response = connection
					.send(request.replace("HTTP/1.1\r\n", "HTTP/1.0\r\nConnection: keep-alive\r\n"))
					.read();
				assertThat(response.header("connection")).isEqualToIgnoringCase("keep-alive");
				assertThat(response.header("transfer-encoding")).isNull();
			}
			assertInStep(connection);
		}
	}

	@Test
	void filesFitTheVersionOfTheRequest() throws Exception {
		String device = api().deviceWithStreams("t");
		api().put(device + "/streams/t/value", VALUE);
		String file = Exports.file(api(), device, "");
		String content = api().anonymous().get(file).body();
		for (String encoding : new String[] { "X: y", "Accept-Encoding: gzip", "Accept-Encoding: deflate" }) {
			try (RawConnection connection = connect()
				.send(head("GET", file, encoding).replace("HTTP/1.1", "HTTP/1.0"))) {
				Response response = connection.read();
				assertThat(response.header("transfer-encoding")).isNull();
				assertThat(response.header("content-length")).isEqualTo(Integer.toString(response.content().length));
				if (!encoding.endsWith("gzip")) {
					assertThat(response.body()).isEqualTo(content);
					assertThat(response.header("content-encoding")).isNull();
				}
				assertThat(connection.isClosed()).isTrue();
			}
		}
		try (RawConnection connection = connect().send(head("GET", file, "Range: bytes=3-7"))) {
			Response response = connection.read();
			assertThat(response.status()).isEqualTo(206);
			assertThat(response.body()).isEqualTo(content.substring(3, 8));
			assertInStep(connection);
			connection.send(head("HEAD", file));
			assertThat(connection.read(false).header("content-length")).isEqualTo(Integer.toString(content.length()));
			assertInStep(connection);
		}
	}

	// Refusals.

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 11|Content-Length: 12", "Content-Length: 11|Content-Length: 11",
			"Content-Length: 11, 11", "Content-Length: +11", "Content-Length: -11", "Content-Length: 0xb",
			"Content-Length: 1 1", "Content-Length: ", "Content-Length: 99999999999999999999", "Content-Length : 11",
			"Content-Length:|\t11", "X: a| b|Content-Length: 11", "Transfer-Encoding: gzip",
			"Transfer-Encoding: identity", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, gzip",
			"Transfer-Encoding: chunked, chunked", "Transfer-Encoding: xchunked", "Transfer-Encoding:\u000bchunked",
			"Transfer-Encoding: chunked|Transfer-Encoding: chunked", "Transfer-Encoding: chunked|Content-Length: 11",
			"Transfer-Encoding: chunked|Content-Length: 0|Content-Length: 0",
			"Transfer-Encoding: chunked|Content-Length: 00", "Transfer-Encoding : chunked",
			"Transfer-Encoding: identity|Content-Length: 11", "Transfer-Encoding:| chunked", "X: a\rb",
			"X: a\rContent-Length: 11", "X: a\u0000b", "X: a\u000bb", "No colon", " Leading: space",
			"X: a~Content-Length: 11", "X: a~Transfer-Encoding: chunked", "X: a~Y: b|Transfer-Encoding: chunked",
			"Sec-WebSocket-Key1: 1|Sec-WebSocket-Key2: 2", "Content-Length: 11\u00b2", ": 11" })
	void ambiguousRequestsAreRefused(String headers) throws Exception {
		String stream = stream();
		String request = head("PUT", stream + "/value", headers.replace("|", "\r\n").replace("~", "\n"));
		for (String end : new String[] { VALUE, "b\r\n" + VALUE + "\r\n0\r\n\r\n" }) {
			try (RawConnection connection = connect()) {
				assertInStep(connection);
				assertRefused(connection.send(request + end + put(stream, 2)), 400);
			}
		}
		assertThat(values(stream)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /v2/status", "GET", "\u0001GET /v2/status HTTP/1.1", " \u0001GET /v2/status HTTP/1.1",
			"\tGET /v2/status HTTP/1.1", "GET /v2/status HTTP/2.0", "GET /v2/status HTTP/1.1 x",
			"G\u0001T /v2/status HTTP/1.1", "GET /v2/status\rX: y HTTP/1.1" })
	void malformedRequestLinesAreRefused(String line) throws Exception {
		for (String end : new String[] { "\r\n", "\n" }) {
			try (RawConnection connection = connect()) {
				assertInStep(connection);
				assertRefused(connection.send(line + end + "Host: localhost" + end + end), 400);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x\r\n", "b\n" + VALUE + "\n0\n\n", "b\r\n" + VALUE + "0\r\n\r\n", "-1\r\n", "\r\n",
			"b\r\n" + VALUE + "\n0\r\n\r\n", "b\r\n" + VALUE + "\r\n0\r\n: x\r\n\r\n", "ffffffffff\r\n",
			"b;\u0001\r\n" + VALUE + "\r\n0\r\n\r\n", "b\r\n" + VALUE + "\r\n0\n\r\n" })
	void malformedChunksAreRefused(String chunks) throws Exception {
		String stream = stream();
		for (int i = 0; i < 5; i++) {
			try (RawConnection connection = connect()) {
				assertInStep(connection);
				assertRefused(
						connection.send(
								head("PUT", stream + "/value", "Transfer-Encoding: chunked") + chunks + put(stream, 2)),
						400);
			}
		}
		assertThat(values(stream)).isEmpty();
	}

	@Test
	void malformedRequestIsAlwaysAnsweredAndTheConnectionClosed() throws Exception {
		String good = get("/status");
		String control = "GET /v2/status HTTP/1.1\r\nHost: localhost\r\nX: a\u0001b\r\nY\u0001: x\r\n\r\n";
		String line = "GET /v2/" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
		String headers = "GET /v2/status HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
		for (int i = 0; i < 100; i++) {
			for (String request : new String[] { control, line, headers }) {
				int status = request.equals(control) ? 400 : request.equals(line) ? 414 : 431;
				try (RawConnection connection = connect()) {
					if (i % 2 == 0) {
						// Right behind a good one, or as soon as its response is there.
						connection.send(good + request);
						assertThat(connection.read().status()).isEqualTo(200);
					}
					else {
						assertInStep(connection);
						connection.send(request);
					}
					assertRefused(connection, status);
				}
			}
		}
	}

	@Test
	void refusalOfALongRequestIsNotLost() throws Exception {
		for (int i = 0; i < 20; i++) {
			try (RawConnection connection = connect()) {
				connection.send("GET /v2/" + "x".repeat(1_000_000) + " HTTP/1.1\r\n");
				assertRefused(connection, 414);
			}
		}
	}

}
