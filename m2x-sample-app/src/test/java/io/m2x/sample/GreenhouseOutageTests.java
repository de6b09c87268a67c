package io.m2x.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GreenhouseApplication} with a server that comes and goes.
 */
@ExtendWith(OutputCaptureExtension.class)
class GreenhouseOutageTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final BlockingQueue<ServerSentEvent<JsonNode>> events = new LinkedBlockingQueue<>();

	private M2xServer server = startServer(0);

	private ConfigurableApplicationContext application = startApplication();

	@AfterEach
	void stop() {
		this.application.close();
		this.server.stop();
	}

	@Test
	void outageIsShownAndEmptyServerIsFilledAgain(CapturedOutput output) {
		Disposable page = watch();
		awaitEvent((event) -> isHealth(event, "UP"));
		awaitEvent(GreenhouseOutageTests::isThreeDevices);
		int port = this.server.port();
		this.server.stop();
		ServerSentEvent<JsonNode> down = awaitEvent((event) -> isHealth(event, "DOWN"));
		assertThat(down.data().path("error").asString()).contains("no connection").doesNotContain(KEY);
		assertThat(awaitEvent((event) -> "problem".equals(event.event())).data().path("detail").asString())
			.contains("devices.list");
		assertThat(status("/api/devices")).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(status("/actuator/health")).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(output).contains("does not accept the readings of GH-NORTH"));
		this.server = startServer(port);
		awaitEvent((event) -> isHealth(event, "UP"));
		awaitEvent(GreenhouseOutageTests::isThreeDevices);
		Awaitility.await()
			.atMost(LIMIT)
			.untilAsserted(() -> assertThat(output).contains("accepts the readings of GH-NORTH again"));
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "does not accept the readings of GH-NORTH"))
			.as("one line for one outage")
			.isOne();
		assertOneReadingEachSecond(history());
		page.dispose();
	}

	@Test
	void restartWritesMissingReadingsOnly() {
		awaitHistory((rows) -> rows.size() >= 595);
		List<JsonNode> before = history();
		this.application.close();
		this.application = startApplication();
		Instant started = Instant.now();
		awaitHistory((rows) -> !rows.isEmpty() && time(rows.get(rows.size() - 1)).isAfter(started));
		List<JsonNode> after = history();
		assertThat(after).containsAll(before);
		assertOneReadingEachSecond(after);
	}

	private void assertOneReadingEachSecond(List<JsonNode> rows) {
		assertThat(rows).hasSizeGreaterThanOrEqualTo(595)
			.extracting(GreenhouseOutageTests::time)
			.isEqualTo(Stream.iterate(time(rows.get(0)), (time) -> time.plusSeconds(1)).limit(rows.size()).toList());
	}

	private void awaitHistory(Predicate<List<JsonNode>> expected) {
		Awaitility.await().atMost(LIMIT).until(this::history, expected);
	}

	// The readings of the first device.
	private List<JsonNode> history() {
		List<JsonNode> devices = list("/api/devices");
		return devices.isEmpty() ? List.of()
				: list("/api/devices/" + devices.get(0).path("id").asString() + "/history?minutes=15");
	}

	private static Instant time(JsonNode row) {
		return Instant.parse(row.path("timestamp").asString());
	}

	private List<JsonNode> list(String uri) {
		return web().get().uri(uri).retrieve().bodyToFlux(JsonNode.class).collectList().block(LIMIT);
	}

	@Test
	void openPageDoesNotDelayShutdown() {
		Disposable page = watch();
		awaitEvent(GreenhouseOutageTests::isThreeDevices);
		long start = System.nanoTime();
		this.application.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		Awaitility.await().atMost(LIMIT).until(page::isDisposed);
	}

	private ConfigurableApplicationContext startApplication() {
		return SpringApplication.run(GreenhouseApplication.class, "--server.port=0",
				"--m2x.base-url=" + this.server.url(), "--m2x.api-key=" + KEY,
				"--spring.lifecycle.timeout-per-shutdown-phase=30s");
	}

	private WebClient web() {
		return WebClient
			.create("http://localhost:" + this.application.getEnvironment().getProperty("local.server.port"));
	}

	private static M2xServer startServer(int port) {
		return M2xServer.builder().port(port).masterKey(KEY).start();
	}

	private Disposable watch() {
		return web().get()
			.uri("/api/events")
			.retrieve()
			.bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {
			})
			.subscribe(this.events::add);
	}

	private ServerSentEvent<JsonNode> awaitEvent(Predicate<ServerSentEvent<JsonNode>> expected) {
		this.events.clear();
		return Awaitility.await()
			.atMost(LIMIT)
			.until(this.events::poll, (event) -> event != null && expected.test(event));
	}

	private HttpStatusCode status(String uri) {
		return web().get()
			.uri(uri)
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode()))
			.block(LIMIT);
	}

	private static boolean isHealth(ServerSentEvent<JsonNode> event, String status) {
		return "health".equals(event.event()) && event.data().path("status").asString().equals(status);
	}

	private static boolean isThreeDevices(ServerSentEvent<JsonNode> event) {
		return "devices".equals(event.event()) && event.data().size() == 3;
	}

}
