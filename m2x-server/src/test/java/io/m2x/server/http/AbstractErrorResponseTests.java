package io.m2x.server.http;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can't be decoded for certain is refused, always and in the form of errors.
 */
public abstract class AbstractErrorResponseTests extends AbstractRawTests {

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
			"b;\u0001\r\n" + VALUE + "\r\n0\r\n\r\n", "b\r\n" + VALUE + "\r\n0\n\r\n",
			// A proxy may read on behind the bare LF, where the next request begins for
			// us.
			"b\r\n" + VALUE + "\r\n0\r\n\n", "b\r\n" + VALUE + "\r\n0\r\nX: a\n\r\n",
			"b\r\n" + VALUE + "\r\n0\r\nX: a\r\n\n", "b\r\n" + VALUE + "\r\n0\r\nX: a\nY: b\r\n\r\n" })
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
	void linesAfterChunksAreJudgedHoweverTheyArrive() throws Exception {
		String stream = stream();
		String chunks = head("PUT", stream + "/value", "Transfer-Encoding: chunked") + "b\r\n" + VALUE + "\r\n0\r\n";
		try (RawConnection connection = connect().send(chunks + "X: a\r\n")) {
			connection.send("Y: b\r\n\r\n");
			assertThat(connection.read().status()).isEqualTo(202);
			assertInStep(connection);
			for (byte character : (chunks + "X: a\nY: b\r\n\r").getBytes(StandardCharsets.ISO_8859_1)) {
				connection.send(String.valueOf((char) character));
			}
			assertRefused(connection.send("\n" + put(stream, 2)), 400);
		}
		assertThat(values(stream)).containsExactly(1);
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
