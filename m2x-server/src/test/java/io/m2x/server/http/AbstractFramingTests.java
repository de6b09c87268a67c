package io.m2x.server.http;

import org.junit.jupiter.api.Test;

import io.m2x.server.exports.Exports;
import io.m2x.server.http.RawConnection.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server stays in step, however requests and responses are framed.
 */
public abstract class AbstractFramingTests extends AbstractRawTests {

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
		try (RawConnection connection = connect()) {
			for (String method : new String[] { "PUT", "POST", "PATCH" }) {
				// In pieces, the first of which is answered.
				assertThat(connection.send(head(method, "/unknown", "Content-Length: 200")).read().status()).isIn(404,
						405);
				assertInStep(connection.send("x".repeat(100)).send("x".repeat(100)));
			}
		}
	}

	// It may go on forever.
	@Test
	void bodyOfUnknownLengthThatNobodyReadsEndsTheConnection() throws Exception {
		String chunk = "64\r\n" + "x".repeat(100) + "\r\n";
		for (String method : new String[] { "PUT", "POST", "PATCH" }) {
			try (RawConnection connection = connect()) {
				Response response = connection.send(head(method, "/unknown", "Transfer-Encoding: chunked")).read();
				assertThat(response.status()).isIn(404, 405);
				assertThat(response.header("connection")).isEqualTo("close");
				assertThat(connection.send(chunk + "0\r\n\r\n" + get("/status")).isClosed()).isTrue();
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

}
