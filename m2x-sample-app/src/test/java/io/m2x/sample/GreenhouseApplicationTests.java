package io.m2x.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.DataStream;
import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GreenhouseApplication} with its embedded server.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "m2x.embedded.port=0")
@AutoConfigureWebTestClient(timeout = "10s")
class GreenhouseApplicationTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@LocalServerPort
	private int port;

	@Autowired
	private WebTestClient web;

	@Autowired
	private M2xClient client;

	@Autowired
	private M2xServer server;

	@BeforeEach
	void waitForReadings() {
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(devices()).hasSize(3)
				.allSatisfy((device) -> assertThat(device.path("values").path("temperature").isNumber()).isTrue()));
	}

	@Test
	void devicesAreRegisteredWithStreamsLocationAndMetadata() {
		Device north = this.client.devices().view(DeviceRef.serial("GH-NORTH")).block(LIMIT);
		assertThat(north.name()).isEqualTo("North house");
		assertThat(north.tags()).containsExactlyInAnyOrder("greenhouse", "simulated");
		assertThat(north.location().name()).isEqualTo("North field, row 1");
		assertThat(this.client.devices().readMetadata(north.ref()).block(LIMIT)).containsEntry("crop", "Tomatoes");
		assertThat(this.client.streams().list(north.ref()).block(LIMIT)).extracting(DataStream::name)
			.containsExactlyInAnyOrder("temperature", "humidity", "vent");
		assertThat(this.client.streams().view(north.ref(), "temperature").block(LIMIT).unit().symbol()).isEqualTo("°C");
		assertThat(this.client.devices().list(DeviceQuery.all()).block(LIMIT).total()).isGreaterThanOrEqualTo(3);
	}

	@Test
	void pageIsServedAtTheRoot() {
		this.web.get()
			.uri("/")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<title>Greenhouse monitor</title>")
				.doesNotContain(this.server.masterKey()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/greenhouse.js", "/greenhouse.css", "/favicon.svg",
			"/webjars/chart.js/dist/chart.umd.min.js" })
	void resourcesOfPageAreServedLocally(String path) {
		this.web.get()
			.uri("/")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("\"" + path + "\"").doesNotContain("https://"));
		this.web.get().uri(path).exchange().expectStatus().isOk();
	}

	@Test
	void devicesHaveValuesAndLocationButNoKeys() {
		this.web.get()
			.uri("/api/devices")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((body) -> assertThat(body).doesNotContain("\"key\"").doesNotContain(this.server.masterKey()));
		JsonNode north = devices().get(0);
		assertThat(north.path("serial").asString()).isEqualTo("GH-NORTH");
		assertThat(north.path("crop").asString()).isEqualTo("Tomatoes");
		assertThat(north.path("place").path("latitude").asDouble()).isEqualTo(52.0742);
		assertThat(north.path("values").path("temperature").asDouble()).isBetween(10.0, 40.0);
		assertThat(north.path("values").path("humidity").asDouble()).isBetween(30.0, 100.0);
		assertThat(north.path("values").path("vent").asString()).isIn("open", "closed");
		assertThat(Instant.parse(north.path("lastActivity").asString())).isBefore(Instant.now().plusSeconds(1));
	}

	@Test
	void otherDeviceIsShownIfItHasTheTag() {
		Device tagged = this.client.devices()
			.create(CreateDevice.named("Rented house").withTags("greenhouse"))
			.block(LIMIT);
		Device other = this.client.devices().create(CreateDevice.named("Barn")).block(LIMIT);
		assertThat(devices()).extracting((device) -> device.path("id").asString())
			.contains(tagged.id())
			.doesNotContain(other.id());
		assertThat(devices()).filteredOn((device) -> tagged.id().equals(device.path("id").asString()))
			.singleElement()
			.satisfies((device) -> assertThat(device.path("stats").propertyNames()).isEmpty());
		this.client.devices().delete(DeviceRef.id(tagged.id())).block(LIMIT);
	}

	@Test
	void historyGrowsAndIsOrderedByTime() {
		String id = devices().get(0).path("id").asString();
		int before = history(id).size();
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(history(id)).hasSizeGreaterThan(before + 1));
		List<JsonNode> rows = history(id);
		assertThat(rows).extracting(GreenhouseApplicationTests::time).isSorted();
		assertThat(rows.get(0).path("values").propertyNames()).containsExactlyInAnyOrder("temperature", "humidity",
				"vent");
	}

	@Test
	void historyIsFilledAtStart() {
		List<JsonNode> rows = history(devices().get(0).path("id").asString());
		assertThat(rows).hasSizeGreaterThanOrEqualTo(595);
		assertThat(rows).first()
			.extracting(GreenhouseApplicationTests::time, InstanceOfAssertFactories.INSTANT)
			.isBefore(ago(Duration.ofMinutes(9)));
		assertThat(rows).last()
			.extracting(GreenhouseApplicationTests::time, InstanceOfAssertFactories.INSTANT)
			.isAfter(ago(LIMIT));
	}

	@Test
	void statisticsIncludeLatestValueAndPeriod() {
		StepVerifier.create(events().filter((event) -> "devices".equals(event.event())).take(5))
			.thenConsumeWhile((event) -> true, (event) -> {
				assertThat(event.data()).hasSize(3);
				event.data().forEach((device) -> Stream.of("temperature", "humidity").forEach((stream) -> {
					JsonNode stats = device.path("stats").path(stream);
					assertThat(device.path("values").path(stream).asDouble()).isBetween(stats.path("min").asDouble(),
							stats.path("max").asDouble());
					assertThat(stats.path("avg").asDouble()).isBetween(stats.path("min").asDouble(),
							stats.path("max").asDouble());
					assertThat(stats.path("count").asInt()).isGreaterThan(500);
					assertThat(Duration.between(Instant.parse(stats.path("start").asString()),
							Instant.parse(stats.path("end").asString())))
						.isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plus(LIMIT));
				}));
			})
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void eventsContainNewValuesAndHealth() {
		StepVerifier
			.create(events().filter((event) -> "devices".equals(event.event()))
				.map((event) -> event.data().get(0).path("lastActivity").asString())
				.distinct()
				.take(3)
				.collectList())
			.assertNext((times) -> assertThat(times).hasSize(3).isSorted())
			.expectComplete()
			.verify(LIMIT);
		StepVerifier.create(events().filter((event) -> "health".equals(event.event())).take(1)).assertNext((event) -> {
			assertThat(event.data().path("status").asString()).isEqualTo("UP");
			assertThat(event.data().path("server").asString()).isEqualTo(this.server.url());
		}).expectComplete().verify(LIMIT);
	}

	@Test
	void healthContainsM2x() {
		this.web.get()
			.uri("/actuator/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.components.m2x.status")
			.isEqualTo("UP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "minutes=0", "minutes=16", "minutes=-1", "minutes=soon", "minutes=99999999999" })
	void invalidPeriodIsBadRequest(String query) {
		String id = devices().get(0).path("id").asString();
		expectProblem("/api/devices/" + id + "/history?" + query, HttpStatus.BAD_REQUEST);
	}

	@Test
	void unknownDeviceIsNotFound() {
		expectProblem("/api/devices/00000000000000000000000000000000/history", HttpStatus.NOT_FOUND);
	}

	@Test
	void malformedIdIsNotFound() {
		expectProblem("/api/devices/catalog/history", HttpStatus.NOT_FOUND);
	}

	@Test
	void keepAliveConnectionServesPipelinedRequests() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout((int) LIMIT.toMillis());
			Reader responses = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
			send(socket, "/api/devices", "/api/nothing");
			readUntil(responses, "HTTP/1.1 404");
			send(socket, "/api/devices");
			readUntil(responses, "HTTP/1.1 200");
		}
	}

	private static void send(Socket socket, String... paths) throws IOException {
		StringBuilder requests = new StringBuilder();
		for (String path : paths) {
			requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
		}
		socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static void readUntil(Reader reader, String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int next = reader.read();
			assertThat(next).as("connection is open").isNotNegative();
			text.append((char) next);
		}
	}

	private void expectProblem(String uri, HttpStatus status) {
		this.web.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status.value())
			.jsonPath("$.detail")
			.isNotEmpty();
	}

	private static Instant time(JsonNode row) {
		return Instant.parse(row.path("timestamp").asString());
	}

	private static Instant ago(Duration duration) {
		return Instant.now().minus(duration);
	}

	private List<JsonNode> devices() {
		return list("/api/devices");
	}

	private List<JsonNode> history(String id) {
		return list("/api/devices/" + id + "/history?minutes=15");
	}

	private List<JsonNode> list(String uri) {
		return this.web.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBodyList(JsonNode.class)
			.returnResult()
			.getResponseBody();
	}

	private Flux<ServerSentEvent<JsonNode>> events() {
		return this.web.get()
			.uri("/api/events")
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {
			})
			.getResponseBody();
	}

}
