package io.m2x.spring.boot.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import reactor.core.publisher.Mono;

import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for metrics and traces of calls in a web application.
 */
class M2xObservationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final Queue<String> sentParents = new ConcurrentLinkedQueue<>();

	private static final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

	private static M2xStubServer m2x;

	// Closing one application stops the event loops of the others, because Reactor Netty
	// shares them.
	private static final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		m2x = M2xStubServer.start().respond((request, response) -> {
			String parent = String.valueOf(request.requestHeaders().get("traceparent"));
			boolean first = sentParents.isEmpty();
			sentParents.add(parent);
			if (request.uri().contains("moody") && first) {
				return response.status(503).send();
			}
			if (request.uri().contains("limit=1")) {
				return response.sendString(Mono.just("""
						{"devices":[{"id":"1","name":"Vent"}],"total":2,"pages":2,"limit":1,"current_page":%d}
						""".formatted(request.uri().contains("page=2") ? 2 : 1)));
			}
			return request.uri().contains("missing") ? response.status(404).send()
					: response.sendString(Mono.just("{\"id\":\"1\",\"name\":\"Vent\",\"devices\":[],\"total\":7}"));
		});
		application = startApplication();
	}

	private static ConfigurableApplicationContext startApplication(String... arguments) {
		ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.run(Stream.concat(
					Stream.of("--server.port=0", "--m2x.base-url=" + m2x.url(), "--m2x.api-key=key",
							"--management.tracing.sampling.probability=1", "--spring.main.banner-mode=off"),
					Stream.of(arguments))
				.toArray(String[]::new));
		applications.add(started);
		return started;
	}

	@AfterAll
	static void stop() {
		applications.forEach(ConfigurableApplicationContext::close);
		m2x.close();
	}

	@BeforeEach
	void forget() {
		spans().clear();
		sentParents.clear();
	}

	private static Queue<SpanData> spans() {
		applications.forEach((started) -> started.getBean(SdkTracerProvider.class)
			.forceFlush()
			.join(LIMIT.toSeconds(), TimeUnit.SECONDS));
		return spans;
	}

	private static List<SpanData> childrenOf(SpanData parent) {
		return spans().stream().filter((span) -> span.getParentSpanId().equals(parent.getSpanId())).toList();
	}

	// The span of a request may end after its response has arrived.
	private static SpanData span(String name) {
		return Awaitility.await()
			.atMost(LIMIT)
			.until(() -> spans().stream().filter((span) -> span.getName().equals(name)).findFirst(),
					Optional::isPresent)
			.orElseThrow();
	}

	private static String get(String path) {
		return RestClient.create()
			.get()
			.uri("http://localhost:" + application.getEnvironment().getProperty("local.server.port") + path)
			.header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
			.retrieve()
			.body(String.class);
	}

	private static void assertThatCallBelongsTo(SpanData caller) {
		SpanData call = childrenOf(caller).get(0);
		assertThat(call.getName()).isEqualTo("m2x devices.list");
		SpanData exchange = childrenOf(call).get(0);
		assertThat(exchange.getName()).isEqualTo("http get");
		assertThat(sentParents).singleElement()
			.asString()
			.startsWith("00-" + caller.getTraceId() + "-" + exchange.getSpanId() + "-");
	}

	@Test
	void traceOfReactiveHandlerIsPropagated() {
		assertThat(get("/count")).isEqualTo("7");
		assertThatCallBelongsTo(span("http get /count"));
		assertThat(sentParents.peek()).contains(TRACE);
	}

	@Test
	void traceAroundBlockingCallIsPropagated() {
		M2xDevices devices = application.getBean(M2xDevices.class);
		Observation.createNotStarted("caller", application.getBean(ObservationRegistry.class))
			.observe(() -> devices.list(DeviceQuery.all()).block(LIMIT));
		assertThatCallBelongsTo(span("caller"));
	}

	@Test
	void traceAroundBlockingStreamIsPropagatedWithEachPage() {
		M2xBlockingDevices devices = application.getBean(M2xBlockingDevices.class);
		Observation.createNotStarted("caller", application.getBean(ObservationRegistry.class))
			.observe(() -> assertThat(devices.listAll(DeviceQuery.all().withLimit(1)).toList()).hasSize(2));
		assertThat(childrenOf(span("caller"))).hasSize(2)
			.allSatisfy((call) -> assertThat(call.getName()).isEqualTo("m2x devices.list"));
	}

	@Test
	void everyAttemptIsAnHttpExchangeOfTheSameCall() {
		application.getBean(M2xDevices.class).view(DeviceRef.id("moody")).block(LIMIT);
		SpanData call = span("m2x devices.view");
		assertThat(childrenOf(call)).hasSize(2).allSatisfy((span) -> assertThat(span.getName()).isEqualTo("http get"));
		assertThat(sentParents).hasSize(2).allSatisfy((parent) -> assertThat(parent).contains(call.getTraceId()));
		assertThat(tags("m2x.client.retry"))
			.anySatisfy((tags) -> assertThat(tags).containsEntry("m2x.operation", "devices.view"));
	}

	@Test
	void exchangesBelongToTheCallerIfCallsAreNotObserved() {
		ConfigurableApplicationContext other = startApplication("--management.observations.enable.m2x=false");
		Observation.createNotStarted("caller", other.getBean(ObservationRegistry.class))
			.observe(() -> other.getBean(M2xDevices.class).list(DeviceQuery.all()).block(LIMIT));
		assertThat(other.getBean(MeterRegistry.class).find("m2x.client").meters()).isEmpty();
		assertThat(childrenOf(span("caller"))).singleElement().extracting(SpanData::getName).isEqualTo("http get");
	}

	@Test
	void timersHaveCleanTags() {
		M2xDevices devices = application.getBean(M2xDevices.class);
		devices.list(DeviceQuery.all().withLimit(3)).block(LIMIT);
		devices.view(DeviceRef.id("missing")).onErrorComplete().block(LIMIT);
		assertThat(tags("http.client.requests")).allSatisfy((tags) -> assertThat(tags).containsOnlyKeys("client.name",
				"error", "exception", "method", "outcome", "status", "uri"));
		assertThat(tags("http.client.requests")).extracting("uri").contains("/v2/devices", "/v2/devices/{device}");
		assertThat(tags("m2x.client"))
			.contains(Map.of("m2x.client", "default", "m2x.operation", "devices.list", "m2x.resource", "devices",
					"outcome", "SUCCESS", "error", "none"))
			.contains(Map.of("m2x.client", "default", "m2x.operation", "devices.view", "m2x.resource", "devices",
					"outcome", "CLIENT_ERROR", "error", "M2xNotFoundException"));
	}

	@Test
	void activeCallsAreMeasured() {
		application.getBean(M2xDevices.class).list(DeviceQuery.all()).block(LIMIT);
		assertThat(tags("m2x.client.active")).isNotEmpty()
			.allSatisfy((tags) -> assertThat(tags).containsOnlyKeys("m2x.client", "m2x.operation", "m2x.resource"));
	}

	@Test
	void connectionPoolMetricsAreOffByDefault() {
		assertThat(application.getBean(MeterRegistry.class).getMeters()).extracting((meter) -> meter.getId().getName())
			.noneMatch((name) -> name.startsWith("reactor.netty"));
	}

	private static List<Map<String, String>> tags(String name) {
		return application.getBean(MeterRegistry.class)
			.find(name)
			.meters()
			.stream()
			.map(Meter::getId)
			.map((id) -> id.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue)))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		private final M2xDevices devices;

		Application(M2xDevices devices) {
			this.devices = devices;
		}

		@GetMapping("/count")
		Mono<String> count() {
			return this.devices.list(DeviceQuery.all()).map((page) -> Long.toString(page.total()));
		}

		@Bean
		static SpanExporter spanExporter() {
			return new SpanExporter() {

				@Override
				public CompletableResultCode export(Collection<SpanData> exported) {
					spans.addAll(exported);
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

}
