package io.m2x.server.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.awaitility.Awaitility;

import io.m2x.server.Api;
import io.m2x.server.http.RawConnection.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What tests need that write each byte of a request themselves.
 */
public abstract class AbstractRawTests {

	static final Duration LIMIT = Duration.ofSeconds(20);

	static final String VALUE = "{\"value\":1}";

	protected abstract Api api();

	RawConnection connect() throws IOException {
		return RawConnection.to(api().url());
	}

	String head(String method, String path, String... headers) {
		StringBuilder head = new StringBuilder(
				method + " /v2" + path + " HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + api().key() + "\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		return head + "\r\n";
	}

	String put(String stream, int value) {
		// Two values of the same moment would be one.
		String body = "{\"value\":" + value + ",\"timestamp\":\"" + Instant.ofEpochSecond(value) + "\"}";
		return head("PUT", stream + "/value", "Content-Length: " + body.length()) + body;
	}

	String get(String path) {
		return head("GET", path);
	}

	String stream() {
		return api().deviceWithStreams("t") + "/streams/t";
	}

	List<Integer> values(String stream) {
		return api().get(stream + "/values?limit=1000")
			.at("/values")
			.valueStream()
			.map((value) -> value.at("/value").asInt())
			.sorted()
			.toList();
	}

	void awaitValues(String stream, int count) {
		Awaitility.await().atMost(LIMIT).until(() -> values(stream).size(), (size) -> size == count);
	}

	// Whether the server is in step: the next response is the one to the next request.
	void assertInStep(RawConnection connection) throws IOException {
		Response next = connection.send(get("/status")).read();
		assertThat(next.status()).isEqualTo(200);
		assertThat(next.body()).isEqualTo("{\"api\":\"OK\",\"triggers\":\"OK\"}");
	}

	void assertRefused(RawConnection connection, int status) throws IOException {
		Response response = connection.read();
		assertErrorResponse(response, status);
		assertThat(connection.isClosed()).isTrue();
	}

	static void assertErrorResponse(Response response, int status) {
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

	static void assertDate(Response response) {
		ZonedDateTime date = ZonedDateTime.parse(response.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME);
		assertThat(date).isCloseTo(ZonedDateTime.now(ZoneOffset.UTC), within(Duration.ofMinutes(1)));
	}

	String json(String method, String path, String body) {
		return head(method, path, "Content-Length: " + body.length()) + body;
	}

}
