package io.m2x.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.keys.KeyPermission;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.keys.UpdateKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class KeyLeakTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Test
	void noExceptionBehindFailureHoldsTheRequest() {
		StubServer server = new StubServer();
		M2xClient client = M2xClient.builder().baseUrl(server.url()).apiKey("secret-key").build();
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
		try (StubServer server = new StubServer().answer(403, "{\"message\":\"Forbidden\"}")) {
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

	@Test
	void keyInAddressIsInNoLogExceptionNorObservation() {
		String subject = "5ec2e7000000000000000000deadbeef";
		Logger spring = (Logger) LoggerFactory.getLogger("org.springframework");
		Logger own = (Logger) LoggerFactory.getLogger("io.m2x");
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		List<String> observed = new CopyOnWriteArrayList<>();
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
		List.of(spring, own).forEach((logger) -> {
			logger.addAppender(events);
			logger.setLevel(Level.TRACE);
		});
		StringBuilder said = new StringBuilder();
		StubServer server = new StubServer();
		try {
			M2xKeys keys = M2xClient.builder()
				.baseUrl(server.url())
				.apiKey("0123456789abcdef0123456789abcdef")
				.webClientBuilder(WebClient.builder().observationRegistry(observations))
				.build()
				.keys();
			for (int status : new int[] { 404, 500 }) {
				server.answer(status, "{\"message\":\"No route to /keys/" + subject + "\"}");
				said.append(failureOf(keys.view(subject)));
				said.append(failureOf(keys.update(subject, UpdateKey.of("N", KeyPermission.GET))));
				said.append(failureOf(keys.delete(subject)));
				said.append(failureOf(keys.regenerate(subject)));
				assertThat(server.last().uri()).isEqualTo("/v2/keys/" + subject + "/regenerate");
			}
			server.answer(200, "{\"name\":\"N\",\"key\":\"" + subject + "\",");
			said.append(failureOf(keys.view(subject)));
			server.answer(200, "{\"name\":\"N\",\"key\":\"" + subject + "\"}");
			said.append(keys.view(subject).block(LIMIT));
			server.answer((request, response) -> response.withConnection(Connection::dispose));
			said.append(failureOf(keys.view(subject)));
			server.close();
			said.append(failureOf(keys.view(subject)));
		}
		finally {
			server.close();
			List.of(spring, own).forEach((logger) -> {
				logger.detachAppender(events);
				logger.setLevel(null);
			});
		}
		events.list.forEach((event) -> said.append(event.getFormattedMessage()));
		assertThat(said).contains("/keys/masked-key").doesNotContain("5ec2e7");
		assertThat(observed).contains("/v2/keys/{key}", "/v2/keys/{key}/regenerate")
			.anyMatch((value) -> value.endsWith("/v2/keys/masked-key"))
			.noneMatch((value) -> value.contains("5ec2e7"));
	}

	private static String failureOf(Mono<?> call) {
		return Throwables.getStackTrace(catchThrowableOfType(M2xException.class, () -> call.block(LIMIT)));
	}

}
