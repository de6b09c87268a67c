package io.m2x.spring.boot.secrets;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.boot.actuate.web.exchanges.HttpExchangeRepository;
import org.springframework.boot.actuate.web.exchanges.InMemoryHttpExchangeRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.spring.boot.test.M2xStubServer;

/**
 * Application that records all observable output of its calls, with an embedded server
 * and a faulty stub.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class FullyObservedApplication {

	private final M2xDevices devices;

	FullyObservedApplication(M2xDevices devices) {
		this.devices = devices;
	}

	@GetMapping("/count")
	Mono<String> count() {
		return this.devices.list(DeviceQuery.all()).map((page) -> page.total() + " devices");
	}

	/**
	 * Start a server that fails as the path of the request says.
	 * @return the server
	 */
	static M2xStubServer startFaultyServer() {
		AtomicInteger calls = new AtomicInteger();
		return M2xStubServer.start().respond((request, response) -> {
			String path = request.uri();
			if (path.contains("silent")) {
				return Mono.never();
			}
			if (path.contains("cut")) {
				return response.header("Content-Length", "1000")
					.sendString(Mono.just("{\"key\":\""))
					.then()
					.doOnTerminate(() -> response.withConnection((connection) -> connection.dispose()));
			}
			if (path.contains("unstable")) {
				return (calls.incrementAndGet() % 2 == 1) ? response.status(503).send()
						: response.sendString(Mono.just("{\"id\":\"unstable\",\"name\":\"Unstable\"}"));
			}
			if (path.contains("garbage")) {
				return response.sendString(Mono.just("<html>"));
			}
			if (path.contains("echo")) {
				String key = request.requestHeaders().get("X-M2X-KEY");
				return response.status(422)
					.sendString(Mono.just("{\"message\":\"Bad key " + key + " for " + path
							+ "\",\"errors\":{\"key\":[\"" + key + "\"]}}"));
			}
			return response.status(500).sendString(Mono.just("{\"message\":\"Oops\"}"));
		});
	}

	@Bean
	static RecordedOutput output() {
		return new RecordedOutput();
	}

	@Bean(destroyMethod = "close")
	static M2xStubServer faultyServer() {
		return startFaultyServer();
	}

	@Bean(defaultCandidate = false)
	static M2xClient annexClient(M2xStubServer faultyServer, WebClient.Builder webClientBuilder,
			ObservationRegistry observationRegistry) {
		return M2xClient.builder()
			.name("annex")
			.baseUrl(faultyServer.url())
			.apiKey(NoSecretLeaksTests.ANNEX)
			.callTimeout(Duration.ofSeconds(2))
			.webClientBuilder(webClientBuilder)
			.observationRegistry(observationRegistry)
			.build();
	}

	@Bean
	static HttpExchangeRepository httpExchanges() {
		return new InMemoryHttpExchangeRepository();
	}

	@Bean
	static ObservationHandler<Observation.Context> recordingHandler(RecordedOutput output) {
		return new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				output.add("observations", context);
				context.getAllKeyValues().forEach((keyValue) -> output.add("observations", keyValue));
				if (context.getError() != null) {
					output.addFailure("observations", context.getError());
				}
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		};
	}

	@Bean
	static SpanExporter recordingExporter(RecordedOutput output) {
		return new SpanExporter() {

			@Override
			public CompletableResultCode export(Collection<SpanData> spans) {
				spans.forEach((span) -> output.add("spans", span + " " + span.getEvents()));
				return CompletableResultCode.ofSuccess();
			}

			@Override
			public CompletableResultCode flush() {
				return CompletableResultCode.ofSuccess();
			}

			@Override
			public CompletableResultCode shutdown() {
				return CompletableResultCode.ofSuccess();
			}

		};
	}

}
