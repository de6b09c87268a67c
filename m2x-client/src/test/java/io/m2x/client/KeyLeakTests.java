package io.m2x.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.keys.KeyPermission;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.keys.UpdateKey;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class KeyLeakTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Test
	void noExceptionBehindFailureHoldsTheRequest() {
		StubServer server = new StubServer();
		M2xClient client = server.client(RetryOptions.defaults().withMaxRetries(3));
		server.close();
		Throwable failure = catchThrowable(() -> client.platform().status().block(LIMIT));
		assertThat(failure).isInstanceOf(M2xTransportException.class);
		for (Throwable link = failure; link != null; link = link.getCause()) {
			assertThat(link).isNotInstanceOf(WebClientException.class);
			assertThat(link.getSuppressed()).noneMatch(WebClientException.class::isInstance);
		}
	}

	@Test
	void keyIsInNoLogNorExceptionWhateverTheLevel() {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level before = root.getLevel();
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		root.addAppender(events);
		root.setLevel(Level.TRACE);
		StringBuilder said = new StringBuilder();
		try (StubServer server = new StubServer().respond(403, "{\"message\":\"Forbidden\"}")) {
			String key = "5ec2e7000000000000000000deadbeef";
			M2xClient client = M2xClient.builder().baseUrl(server.url()).apiKey(key).build();
			said.append(Throwables.getStackTrace(catchThrowable(() -> client.platform().status().block(LIMIT))));
			said.append(client).append(client.platform()).append(client.devices());
			assertThat(server.last().headers().get("X-M2X-KEY")).isEqualTo(key);
		}
		finally {
			root.setLevel(before);
			root.detachAppender(events);
		}
		events.list.stream()
			.filter((event) -> !event.getLoggerName().startsWith("reactor.netty.http.server"))
			.forEach((event) -> said.append(event.getFormattedMessage()));
		assertThat(events.list).isNotEmpty();
		assertThat(said.toString()).doesNotContain("5ec2e7").contains("Forbidden");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void keyInAddressIsInNoLogExceptionNorObservation(ClientHttpConnector connector) {
		String subject = "5ec2e7000000000000000000deadbeef";
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level before = root.getLevel();
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		root.addAppender(events);
		root.setLevel(Level.TRACE);
		List<String> observed = new CopyOnWriteArrayList<>();
		StringBuilder said = new StringBuilder();
		StubServer server = new StubServer();
		try {
			M2xKeys keys = M2xClient.builder()
				.baseUrl(server.url())
				.apiKey("5ec2e7fedcba9876fedcba98deadbeef")
				.retry(RetryOptions.defaults().withMaxRetries(3))
				.webClientBuilder(WebClient.builder().observationRegistry(registry(observed)))
				.connector(connector)
				.build()
				.keys();
			for (int status : new int[] { 404, 500 }) {
				server.respond(status, "{\"message\":\"No route to /keys/" + subject + "\"}");
				said.append(failureOf(keys.view(subject)));
				said.append(failureOf(keys.update(subject, UpdateKey.of("N", KeyPermission.GET))));
				said.append(failureOf(keys.delete(subject)));
				said.append(failureOf(keys.regenerate(subject)));
				assertThat(server.received()).extracting(StubServer.Received::uri)
					.contains("/v2/keys/" + subject, "/v2/keys/" + subject + "/regenerate")
					.allMatch((uri) -> uri.startsWith("/v2/keys/" + subject));
				assertThat(server.last().headers().get("X-M2X-KEY")).startsWith("5ec2e7");
			}
			server.respond(200, "{\"name\":\"N\",\"key\":\"" + subject + "\",");
			said.append(failureOf(keys.view(subject)));
			server.respond(200, "{\"name\":\"N\",\"key\":\"" + subject + "\"}");
			said.append(keys.view(subject).block(LIMIT));
			server.respond((request, response) -> response.withConnection(Connection::dispose));
			said.append(failureOf(keys.view(subject)));
			said.append(failureOf(keys.update(subject, UpdateKey.of("N", KeyPermission.GET))));
			server.close();
			said.append(failureOf(keys.view(subject)));
		}
		finally {
			server.close();
			root.detachAppender(events);
			root.setLevel(before);
		}
		events.list.stream()
			.filter((event) -> !event.getLoggerName().startsWith("reactor.netty.http.server"))
			.forEach((event) -> said.append(event.getFormattedMessage())
				.append((event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
						: "")
				.append('\n'));
		assertThat(said).contains("/keys/masked-key");
		assertThat(said.toString().lines()).noneMatch((line) -> line.contains("5ec2e7"));
		assertThat(observed).contains("/v2/keys/{key}", "/v2/keys/{key}/regenerate")
			.anyMatch((value) -> value.endsWith("/v2/keys/masked-key"))
			.noneMatch((value) -> value.contains("5ec2e7"));
	}

	static Stream<Named<ClientHttpConnector>> connectors() {
		HttpClient talkative = HttpClient.create()
			.wiretap(true)
			.followRedirect(true)
			.doOnRequest((request, connection) -> LoggerFactory.getLogger("own").info("{}", request.resourceUrl()));
		ClientHttpConnector own = new ReactorClientHttpConnector(HttpClient.create());
		return Stream.of(Named.of("ours", WebClientFactory.connector(LIMIT, LIMIT)),
				Named.of("prepared", new ReactorClientHttpConnector(M2xHttpClient.prepare(talkative))),
				Named.of("wrapped", (method, uri, callback) -> own.connect(method, uri, callback)),
				Named.of("JDK", new JdkClientHttpConnector()));
	}

	@Test
	void reactorNettyLogsTheAddressAsItSeesIt() {
		Logger logger = (Logger) LoggerFactory.getLogger("reactor.netty.http.client");
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		logger.addAppender(events);
		logger.setLevel(Level.DEBUG);
		try (StubServer server = new StubServer().respond(200, "{}")) {
			server.client().keys().view("5ec2e7000000000000000000deadbeef").block(LIMIT);
		}
		finally {
			logger.detachAppender(events);
			logger.setLevel(null);
		}
		// Otherwise the tests above say nothing about Reactor Netty.
		assertThat(events.list).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((message) -> message.contains("/v2/keys/masked-key"));
	}

	@Test
	void keyIsNotPutIntoAnotherRequestOnTheSameConnection() {
		try (StubServer server = new StubServer().respond(200, "{}")) {
			HttpClient oneConnection = HttpClient.create(ConnectionProvider.create("one", 1));
			ClientHttpConnector connector = new ReactorClientHttpConnector(oneConnection);
			M2xClient client = M2xClient.builder().baseUrl(server.url()).connector(connector).build();
			client.keys().view("5ec2e7000000000000000000deadbeef").block(LIMIT);
			client.keys().view("5ec2e7000000000000000000cafebabe").block(LIMIT);
			WebClient.builder()
				.clientConnector(connector)
				.build()
				.get()
				.uri(server.url() + "/keys/masked-key")
				.retrieve()
				.toBodilessEntity()
				.block(LIMIT);
			client.platform().status().block(LIMIT);
			assertThat(server.received()).extracting(StubServer.Received::uri)
				.containsExactly("/v2/keys/5ec2e7000000000000000000deadbeef",
						"/v2/keys/5ec2e7000000000000000000cafebabe", "/v2/keys/masked-key", "/v2/status");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void preparedClientTakesNoKeyToAnotherHost(int status) {
		try (StubServer elsewhere = new StubServer().respond(200, "{}");
				StubServer server = new StubServer().respond((request, response) -> response.status(status)
					.header("Location", elsewhere.url() + "/keys/masked-key")
					.send())) {
			HttpClient following = HttpClient.create()
				.followRedirect((request, response) -> true, (headers, request) -> request.headers(headers));
			M2xClient client = M2xClient.builder()
				.baseUrl(server.url())
				.apiKey("5ec2e7fedcba9876fedcba98deadbeef")
				.connector(new ReactorClientHttpConnector(M2xHttpClient.prepare(following)))
				.build();
			assertThat(failureOf(client.keys().view("5ec2e7000000000000000000deadbeef"))).contains("HTTP " + status);
			assertThat(elsewhere.received()).isEmpty();
		}
	}

	@Test
	void keyInPathIsNotTakenAlongByOnesOwnClientThatFollowsRedirects() {
		try (StubServer elsewhere = new StubServer().respond(200, "{}");
				StubServer server = new StubServer().respond((request, response) -> response.status(302)
					.header("Location", elsewhere.url() + "/caught/masked-key")
					.send())) {
			M2xClient.builder()
				.baseUrl(server.url())
				.connector(new ReactorClientHttpConnector(HttpClient.create().followRedirect(true)))
				.build()
				.keys()
				.view("5ec2e7000000000000000000deadbeef")
				.block(LIMIT);
			assertThat(elsewhere.last().uri()).isEqualTo("/v2/caught/masked-key");
		}
	}

	private static ObservationRegistry registry(List<String> observed) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				context.getAllKeyValues().forEach((pair) -> observed.add(pair.getValue()));
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		return observations;
	}

	private static String failureOf(Mono<?> call) {
		return Throwables.getStackTrace(catchThrowableOfType(M2xException.class, () -> call.block(LIMIT)));
	}

}
