package io.m2x.client.values;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import io.m2x.client.StubServer;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.jobs.M2xJobFailedException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExportTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String DEVICE = "3c1f0a9be27d4f5d8a6b0c4471e59d20";

	private static final Instant T0 = Instant.parse("2017-03-05T08:00:00Z");

	private final StubServer files = new StubServer();

	private final StubServer server = new StubServer();

	private String job = "";

	@AfterEach
	void stop() {
		this.server.close();
		this.files.close();
	}

	private List<ExportRow> export(String file, ExportQuery query) {
		this.files.respond(200, file);
		this.job = "{\"id\":\"J\",\"state\":\"complete\",\"result\":{\"url\":\"" + this.files.url() + "/file.csv\"}}";
		this.server.respond(this::handle);
		return this.server.client().values().exportCsv(DeviceRef.id(DEVICE), query).collectList().block(LIMIT);
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		if (request.uri().contains("/export.csv")) {
			return response.status(202)
				.header(HttpHeaderNames.LOCATION, "https://elsewhere.example/v2/jobs/201703c8?x=y")
				.sendString(Mono.just("{\"status\":\"accepted\"}"));
		}
		return response.status(200).sendString(Mono.just(this.job));
	}

	@Test
	void rowsAreTyped() {
		List<ExportRow> rows = export("""
				timestamp,n,s,none\r
				2017-03-05T08:00:00.000Z,-1.5E-7,"12",\r
				2017-03-05T10:00:00+02:00,7,"",\r
				2017-03-05T08:00:00Z,NaN,1e999,0x1p3\r
				""", ExportQuery.all());
		assertThat(rows).containsExactly(
				new ExportRow(T0, Map.of("n", StreamValue.of(-1.5E-7), "s", StreamValue.of("12")), null),
				new ExportRow(T0, Map.of("n", StreamValue.of(7), "s", StreamValue.of("")), null),
				new ExportRow(T0, Map.of("n", StreamValue.of("NaN"), "s", StreamValue.of("1e999"), "none",
						StreamValue.of("0x1p3")), null));
	}

	@Test
	void locationComesLastEvenIfStreamsAreCalledLikeIt() {
		List<ExportRow> rows = export("""
				\uFEFFtimestamp,latitude,latitude,longitude,elevation
				2017-03-05T08:00:00Z,5,48.1,11.5,519
				2017-03-05T08:00:00Z,5,48.1,11.5,
				2017-03-05T08:00:00Z,5,,,
				""", ExportQuery.all().withLocation());
		Map<String, StreamValue> values = Map.of("latitude", StreamValue.of(5));
		assertThat(rows).containsExactly(new ExportRow(T0, values, new ExportRow.Position(48.1, 11.5, 519.0)),
				new ExportRow(T0, values, new ExportRow.Position(48.1, 11.5, null)), new ExportRow(T0, values, null));
		assertThat(this.server.received().get(0).uri()).endsWith("?include_location=true");
	}

	@Test
	void streamsCalledLikeTheLocationAreStreams() {
		assertThat(export("timestamp,latitude,longitude\n2017-03-05T08:00:00Z,1,2\n", ExportQuery.all()))
			.containsExactly(
					new ExportRow(T0, Map.of("latitude", StreamValue.of(1), "longitude", StreamValue.of(2)), null));
	}

	@Test
	void emptyFileHasNoRows() {
		assertThat(export("", ExportQuery.all())).isEmpty();
		assertThat(export("timestamp,a\r\n", ExportQuery.all())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>Gone</html>", "timestamp,a\nyesterday,1\n", "timestamp,a\n2017-03-05T08:00:00Z\n",
			"timestamp,a\n2017-03-05T08:00:00Z,\"x", "a,timestamp\n1,2017-03-05T08:00:00Z\n" })
	void anythingElseIsRefused(String file) {
		assertThatExceptionOfType(M2xTransportException.class).isThrownBy(() -> export(file, ExportQuery.all()))
			.withMessage("values.export-csv failed: the file is not the expected CSV");
	}

	@Test
	void queryAndJobTravelAsTheyShould() {
		export("", ExportQuery.all().withStreams("a", "b").between(T0, T0.plusSeconds(1)).withLimit(5));
		assertThat(this.server.received()).extracting(StubServer.Received::uri)
			.containsExactly(
					"/v2/devices/" + DEVICE + "/values/export.csv?streams=a%2Cb"
							+ "&start=2017-03-05T08%3A00%3A00.000Z&end=2017-03-05T08%3A00%3A01.000Z&limit=5",
					"/v2/jobs/201703c8");
	}

	@Test
	void keyIsNotSentToTheHostOfTheFile() {
		export("timestamp\n", ExportQuery.all());
		assertThat(this.server.last().headers().get("X-M2X-KEY")).isNotEmpty();
		assertThat(this.files.last().headers().contains("X-M2X-KEY")).isFalse();
		assertThat(this.files.last().headers().entries().toString())
			.doesNotContain(this.server.last().headers().get("X-M2X-KEY"));
		assertThat(this.files.last().headers().get("Accept")).startsWith("text/csv");
	}

	@Test
	void failedJobFailsTheExport() {
		this.job = "{\"id\":\"J\",\"state\":\"failed\",\"errors\":\"No more paper\"}";
		this.server.respond(this::handle);
		assertThatExceptionOfType(M2xJobFailedException.class).isThrownBy(
				() -> this.server.client().values().exportCsv(DeviceRef.id(DEVICE), ExportQuery.all()).blockLast(LIMIT))
			.withMessageContaining("No more paper");
	}

	@Test
	void responseWithoutLocationIsRefused() {
		this.server.respond(202, "{\"status\":\"accepted\"}");
		assertThatExceptionOfType(M2xTransportException.class).isThrownBy(
				() -> this.server.client().values().startExport(DeviceRef.id(DEVICE), ExportQuery.all()).block(LIMIT))
			.withMessageContaining("values.start-export");
	}

	@Test
	void queriesThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ExportQuery.all().withStreams());
		assertThatIllegalArgumentException().isThrownBy(() -> ExportQuery.all().withStreams("a,b"));
		assertThatIllegalArgumentException().isThrownBy(() -> ExportQuery.all().withLimit(-1));
	}

}
