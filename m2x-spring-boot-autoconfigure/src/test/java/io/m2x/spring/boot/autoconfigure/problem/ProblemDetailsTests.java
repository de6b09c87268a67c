package io.m2x.spring.boot.autoconfigure.problem;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers of an application get when its calls to M2X fail, seen from outside. The
 * subclasses run it on both stacks.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProblemDetailsTests {

	private static final String ENABLED = "--m2x.web.problemdetails.enabled=true";

	private final M2xStubServer m2x = M2xStubServer.start()
		.respond("GET", "/devices/missing", 404, "{\"message\":\"Device Not Found\"}")
		.respond("GET", "/devices/nothing", 404, "<html>nginx at 10.1.2.3</html>")
		.respond("GET", "/devices/invalid", 422,
				"{\"message\":\"Validation Failed\",\"errors\":{\"name\":[\"not_present\"],\"serial\":[\"not_unique\"]}}")
		.respond("GET", "/devices/conflict", 409, "{\"message\":\"Device is in use\",\"description\":\"By a job.\"}")
		.respond("GET", "/devices/unknown-key", 401, "{\"message\":\"Key is not from 10.1.2.3\"}")
		.respond("GET", "/devices/limited-key", 403, "{\"message\":\"Key is not from 10.1.2.3\"}")
		.respond("GET", "/devices/odd", 400, "{\"message\":\"Odd at 10.1.2.3\"}")
		.respond("GET", "/devices/missing/streams/temperature/values", 404, "{\"message\":\"Device Not Found\"}")
		.respond("GET", "/devices/key-in-error", 422,
				"{\"message\":\"Failed for " + M2xStubServer.API_KEY + "\",\"errors\":{\"name\":[\""
						+ M2xStubServer.API_KEY + "\"]}}")
		.respond("GET", "/devices/key-in-refusal", 401, "{\"message\":\"Unknown " + M2xStubServer.API_KEY + "\"}")
		.respond("GET", "/devices/broken", 500, "{\"message\":\"Broken at 10.1.2.3\"}")
		.respond("GET", "/devices/garbled", 200, "<html>10.1.2.3</html>")
		.respond("GET", "/devices/cut", (request, response) -> {
			request.withConnection(DisposableChannel::dispose);
			return Mono.never();
		})
		.respond("GET", "/devices/silent", (request, response) -> Mono.never())
		.respond("GET", "/devices/limited", (request, response) -> response.status(429).header("Retry-After", "7"))
		.respond("GET", "/devices/busy", (request, response) -> response.status(503).header("Retry-After", "7"));

	// The end of one application on Netty takes the threads of all others with it.
	private final List<ConfigurableApplicationContext> running = new ArrayList<>();

	private ConfigurableApplicationContext application;

	@BeforeAll
	void start() throws IOException {
		this.application = run(DeviceController.class, ENABLED);
	}

	@AfterAll
	void stop() {
		this.running.forEach(ConfigurableApplicationContext::close);
		this.m2x.close();
	}

	private ConfigurableApplicationContext run(Class<?> application, String... arguments) throws IOException {
		String[] settings = { "--server.port=0", "--m2x.api-key=" + M2xStubServer.API_KEY,
				"--m2x.base-url=" + this.m2x.url(), "--m2x.retry.max-retries=0", "--m2x.http.read-timeout=1s",
				"--m2x.clients.down.base-url=http://127.0.0.1:" + closedPort() + "/v2",
				"--m2x.clients.down.api-key=" + M2xStubServer.API_KEY, "--m2x.clients.down.retry.max-retries=30",
				"--m2x.clients.down.http.call-timeout=1s", "--m2x.clients.slow.base-url=" + this.m2x.url(),
				"--m2x.clients.slow.api-key=" + M2xStubServer.API_KEY, "--m2x.clients.slow.http.read-timeout=1m",
				"--m2x.clients.slow.http.call-timeout=1s", "--spring.reactor.netty.shutdown-quiet-period=0s" };
		ConfigurableApplicationContext started = SpringApplication.run(sources(application),
				StringUtils.concatenateStringArrays(settings, arguments));
		this.running.add(started);
		return started;
	}

	Class<?>[] sources(Class<?> application) {
		return new Class<?>[] { application };
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@ParameterizedTest
	@CsvSource({ "missing, 404, Not Found, Device Not Found",
			"nothing, 404, Not Found, M2X does not have what was asked for.",
			"invalid, 422, Unprocessable Content, Validation Failed", "conflict, 409, Conflict, By a job.",
			"unknown-key, 502, Bad Gateway, The call to M2X failed.",
			"limited-key, 502, Bad Gateway, The call to M2X failed.", "odd, 502, Bad Gateway, The call to M2X failed.",
			"broken, 502, Bad Gateway, The call to M2X failed.", "garbled, 502, Bad Gateway, The call to M2X failed.",
			"cut, 503, Service Unavailable, M2X is not available at the moment.",
			"limited, 503, Service Unavailable, M2X is not available at the moment.",
			"busy, 503, Service Unavailable, M2X is not available at the moment.",
			"silent, 504, Gateway Timeout, M2X did not respond in time.",
			"slow/silent, 504, Gateway Timeout, M2X did not respond in time.",
			"down/missing, 503, Service Unavailable, M2X is not available at the moment." })
	void failuresAreProblems(String device, int status, String title, String detail) {
		for (String services : new String[] { "/reactive/", "/blocking/" }) {
			JsonNode problem = problem(services + device, status);
			assertThat(problem.path("title").asString()).isEqualTo(title);
			assertThat(problem.path("detail").asString()).isEqualTo(detail);
			assertThat(problem.path("instance").asString()).isEqualTo(services + device);
		}
	}

	@Test
	void validationNamesFieldsAndCodes() {
		assertThat(problem("/blocking/invalid", 422).path("errors"))
			.hasToString("{\"name\":[\"not_present\"],\"serial\":[\"not_unique\"]}");
		assertThat(problem("/blocking/missing", 404).has("errors")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "limited", "busy" })
	void callerIsToldWhenToComeBack(String device) {
		assertThat(get(this.application, "/reactive/" + device).getResponseHeaders().getFirst("Retry-After"))
			.isEqualTo("7");
	}

	@Test
	void otherTypeOfStreamIsAConflict() {
		assertThat(problem("/stream-type", 409).path("detail").asString())
			.isEqualTo("The stream 'temperature' exists with another type.");
	}

	@Test
	void interruptedCallMayBeMadeAgain() {
		assertThat(problem("/interrupted", 503).path("detail").asString())
			.isEqualTo("The call to M2X was interrupted.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactive", "blocking" })
	void failureAtTheBeginningOfAListIsAProblem(String services) {
		problem("/list/" + services, 404);
	}

	@Test
	void keyIsNotRepeated(CapturedOutput output) {
		problem("/blocking/key-in-error", 422);
		problem("/blocking/key-in-refusal", 502);
		assertThat(output).contains("Responded with 502: devices.view failed").doesNotContain(M2xStubServer.API_KEY);
	}

	@Test
	void failureIsFoundBelowOthers() {
		problem("/wrapped", 404);
	}

	@Test
	void applicationsStatusWins() {
		assertThat(get(this.application, "/status-of-the-exception").getStatus().value()).isEqualTo(418);
		assertThat(get(this.application, "/status-of-the-class").getStatus().value()).isEqualTo(418);
	}

	@Test
	void applicationsHandlersWin() throws IOException {
		ConfigurableApplicationContext own = run(OwnHandlers.class, ENABLED);
		assertThat(get(own, "/handled-here").getStatus().value()).isEqualTo(410);
		assertThat(get(own, "/blocking/missing").getStatus().value()).isEqualTo(418);
		assertThat(get(own, "/blocking/invalid").getStatus().value()).isEqualTo(422);
	}

	@Test
	void worksBesideTheProblemDetailsOfSpringBoot() throws IOException {
		ConfigurableApplicationContext both = run(DeviceController.class, ENABLED,
				"--spring.mvc.problemdetails.enabled=true", "--spring.webflux.problemdetails.enabled=true");
		assertThat(get(both, "/reactive/missing").getStatus().value()).isEqualTo(404);
		assertThat(get(both, "/status-of-the-exception").getStatus().value()).isEqualTo(418);
	}

	@Test
	void isOffByDefault() throws IOException {
		ConfigurableApplicationContext plain = run(DeviceController.class);
		assertThat(plain.getBeansOfType(M2xExceptionAdvice.class)).isEmpty();
		assertThat(get(plain, "/reactive/missing").getStatus().value()).isEqualTo(500);
	}

	@Test
	void whatTheCallerIsNotToldIsLoggedOnce(CapturedOutput output) {
		problem("/blocking/broken", 502);
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "Broken at 10.1.2.3")).isOne();
		assertThat(output).contains("WARN").doesNotContain(M2xStubServer.API_KEY);
	}

	@Test
	void whatTheCallerIsToldIsNotLogged(CapturedOutput output) {
		problem("/blocking/missing", 404);
		problem("/blocking/invalid", 422);
		problem("/blocking/conflict", 409);
		assertThat(output).doesNotContain("devices.view");
	}

	private JsonNode problem(String path, int status) {
		EntityExchangeResult<String> response = get(this.application, path);
		assertThat(response.getStatus().value()).as(path).isEqualTo(status);
		assertThat(response.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getResponseBody()).doesNotContain(M2xStubServer.API_KEY, "127.0.0.1", "10.1.2.3", "html");
		JsonNode problem = JsonMapper.builder().build().readTree(response.getResponseBody());
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		return problem;
	}

	private static EntityExchangeResult<String> get(ConfigurableApplicationContext application, String path) {
		return WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port"))
			.responseTimeout(Duration.ofMinutes(1))
			.build()
			.get()
			.uri(path)
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

}
