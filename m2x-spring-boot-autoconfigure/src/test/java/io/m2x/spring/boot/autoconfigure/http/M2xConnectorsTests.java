package io.m2x.spring.boot.autoconfigure.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.spring.boot.TestContexts;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class M2xConnectorsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String STATUS = "{\"api\":\"OK\"}";

	private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

	private final AtomicInteger calls = new AtomicInteger();

	private M2xStubServer responding(Mono<String> body) {
		return M2xStubServer.start()
			.respond((request, response) -> response.withConnection(this::track)
				.header("X-Accept-Encoding", String.valueOf(request.requestHeaders().get("Accept-Encoding")))
				.sendString(body));
	}

	private void track(Connection connection) {
		this.channels.add(connection.channel());
		this.calls.incrementAndGet();
	}

	private long open() {
		return this.channels.stream().filter(Channel::isActive).count();
	}

	private static M2xPlatform platform(ApplicationContext context) {
		return context.getBean(M2xPlatform.class);
	}

	@Test
	void maxConnectionsIsRespected() {
		Sinks.Empty<String> gate = Sinks.empty();
		// The test thread must not respond while a request is still being received.
		Mono<String> response = gate.asMono().thenReturn(STATUS).publishOn(Schedulers.boundedElastic());
		try (M2xStubServer server = responding(response)) {
			TestContexts.of(server.url(), "m2x.http.max-connections=3").run((context) -> {
				List<Object> results = new CopyOnWriteArrayList<>();
				Flux.range(0, 500)
					.flatMap((i) -> platform(context).status(), 500)
					.subscribe(results::add, results::add);
				Awaitility.await().atMost(LIMIT).until(() -> this.calls.get() == 3);
				gate.tryEmitEmpty();
				Awaitility.await().atMost(LIMIT).until(() -> results.size() == 500);
				assertThat(results).filteredOn(Throwable.class::isInstance).isEmpty();
				assertThat(this.calls).hasValue(500);
				assertThat(this.channels).extracting(Channel::id).hasSize(3).doesNotHaveDuplicates();
			});
		}
	}

	@Test
	void failureToAcquireConnectionIsExplained() {
		try (M2xStubServer server = responding(Mono.never())) {
			TestContexts.of(server.url(), "m2x.http.max-connections=1", "m2x.http.call-timeout=2s").run((context) -> {
				List<String> failures = Flux.range(0, 2)
					.flatMap((i) -> platform(context).status()
						.map(String::valueOf)
						.onErrorResume((failure) -> Mono.just(failure.getMessage())))
					.collectList()
					.block(LIMIT);
				assertThat(failures).hasSize(2)
					.anyMatch((message) -> message.contains("no complete response within 2000 ms"))
					.anyMatch((message) -> message.contains("no connection became free in time")
							&& message.contains("m2x.http.max-connections"));
			});
		}
	}

	@Test
	void invalidMaxConnectionsIsReported() {
		TestContexts.of("http://localhost/v2", "m2x.http.max-connections=0")
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageContaining("'m2x.http.max-connections' can't be 0")
				.satisfies((exception) -> assertThat(exception.action()).contains("max-connections: 100")));
	}

	@Test
	void connectionsAreClosedWithTheApplication() {
		try (M2xStubServer server = responding(Mono.just(STATUS))) {
			TestContexts.of(server.url()).run((context) -> {
				platform(context).status().block(LIMIT);
				assertThat(open()).isEqualTo(1);
				// Do not close the event loops: that would close all connections.
				context.getBean(M2xConnectors.class).close();
				Awaitility.await().atMost(LIMIT).until(() -> open() == 0);
				assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> platform(context).status().block(LIMIT));
			});
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void compressionIsConfigurable(boolean compression) {
		List<String> encodings = new CopyOnWriteArrayList<>();
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			encodings.add(String.valueOf(request.requestHeaders().get("Accept-Encoding")));
			return response.sendString(Mono.just(STATUS));
		})) {
			TestContexts.of(server.url(), "m2x.http.compression=" + compression)
				.run((context) -> platform(context).status().block(LIMIT));
			TestContexts.of(server.url()).run((context) -> platform(context).status().block(LIMIT));
		}
		assertThat(encodings.get(0)).isEqualTo(compression ? "gzip" : "null");
		assertThat(encodings.get(1)).isEqualTo("gzip");
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk" })
	void propertiesApplyWithEveryConnectorOfTheApplication(String connector) {
		try (M2xStubServer server = responding(Mono.just(STATUS)); M2xStubServer silent = responding(Mono.never())) {
			TestContexts
				.of(server.url(), "spring.http.clients.reactive.connector=" + connector,
						"m2x.http.proxy.host=no-such-proxy.invalid", "m2x.http.proxy.port=1")
				.run((context) -> assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> platform(context).status().block(LIMIT))
					.withMessageContaining("no-such-proxy.invalid"));
			TestContexts
				.of(silent.url(), "spring.http.clients.reactive.connector=" + connector,
						"spring.http.clients.read-timeout=1h", "m2x.http.read-timeout=150ms")
				.withUserConfiguration(ReactorConfiguration.class)
				.run((context) -> assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> platform(context).status().block(LIMIT))
					.withMessageContaining("within the read timeout"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk" })
	void customizersOfReactorNettyApplyAndItsEventLoopsAreShared(String connector) {
		List<String> received = new CopyOnWriteArrayList<>();
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			received.add(request.requestHeaders().get("X-Customized"));
			return response.sendString(Mono.just(STATUS));
		})) {
			TestContexts.of(server.url(), "spring.http.clients.reactive.connector=" + connector)
				.withUserConfiguration(ReactorConfiguration.class)
				.run((context) -> {
					platform(context).status().block(LIMIT);
					assertThat(context.getBean(ReactorConfiguration.class).threads)
						.allMatch((thread) -> thread.startsWith("reactor-http"));
				});
		}
		assertThat(received).containsExactly("yes");
	}

	@Test
	void cookieHandlingOfOtherClientsIsIgnored() {
		try (M2xStubServer server = responding(Mono.just(STATUS))) {
			TestContexts
				.of(server.url(), "spring.http.clients.reactive.connector=jdk",
						"spring.http.clients.cookie-handling=enable")
				.run((context) -> assertThat(platform(context).status().block(LIMIT)).isNotNull());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void redirectToAnotherHostDoesNotSendKey(int status) {
		AtomicInteger caught = new AtomicInteger();
		try (M2xStubServer elsewhere = M2xStubServer.start().respond((request, response) -> {
			caught.incrementAndGet();
			return response.sendString(Mono.just(STATUS));
		});
				M2xStubServer server = M2xStubServer.start()
					.respond((request, response) -> response.status(status)
						.header("Location", elsewhere.url().replace("127.0.0.1", "localhost") + "/status")
						.send())) {
			TestContexts.of(server.url(), "spring.http.clients.redirects=follow")
				.withUserConfiguration(ReactorConfiguration.class)
				.run((context) -> assertThatExceptionOfType(M2xException.class)
					.isThrownBy(() -> platform(context).status().block(LIMIT))
					.satisfies((failure) -> assertThat(failure.status()).isEqualTo(status)));
			assertThat(caught).hasValue(0);
		}
	}

	@Test
	void requestIsNotRetriedByReactorNettyAfterReset() {
		AtomicInteger requests = new AtomicInteger();
		try (M2xStubServer server = M2xStubServer.start()
			.respond((request, response) -> (requests.incrementAndGet() == 1) ? response.sendString(Mono.just("{}"))
					: response.withConnection((connection) -> {
						connection.channel().config().setOption(io.netty.channel.ChannelOption.SO_LINGER, 0);
						connection.dispose();
					}))) {
			TestContexts.of(server.url()).run((context) -> {
				M2xDevices devices = context.getBean(M2xDevices.class);
				devices.create(CreateDevice.copyOf("3c1f")).block(LIMIT);
				assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> devices.create(CreateDevice.copyOf("3c1f")).block(LIMIT));
				assertThat(requests).hasValue(2);
			});
		}
	}

	@Test
	void keyInPathIsNotInMetricsOfReactorNetty() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		Metrics.addRegistry(meters);
		try (M2xStubServer server = responding(Mono.just("{\"name\":\"N\",\"key\":\"k\"}"))) {
			TestContexts.of(server.url())
				.withUserConfiguration(MeteredConfiguration.class)
				.run((context) -> context.getBean(M2xKeys.class).view("5ec2e7deadbeef").block(LIMIT));
			assertThat(meters.getMeters()).flatExtracting((meter) -> meter.getId().getTags())
				.extracting(Tag::getValue)
				.contains("/v2/keys/masked-key")
				.noneMatch((value) -> value.contains("5ec2e7"));
		}
		finally {
			Metrics.removeRegistry(meters);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class MeteredConfiguration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> metered() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.metrics(true, (uri) -> uri));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactorConfiguration {

		private final List<String> threads = new CopyOnWriteArrayList<>();

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> own() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.followRedirect(true)
				.responseTimeout(Duration.ofHours(1))
				.headers((headers) -> headers.set("X-Customized", "yes"))
				.doOnRequest((request, connection) -> this.threads.add(Thread.currentThread().getName())));
		}

	}

}
