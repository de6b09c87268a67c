package io.m2x.spring.boot;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xClientBuilder;
import io.m2x.client.retry.RetryOptions;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.http.M2xHttpProperties;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that defaults in the metadata match the code.
 */
class PropertyDefaultsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(M2xAutoConfiguration.class))
		.withPropertyValues("m2x.api-key=0123456789abcdef0123456789abcdef");

	@Test
	void recordDefaultsMatchMetadata() {
		Map<String, String> metadata = metadata();
		BoundProperties.below("io.m2x")
			.forEach((name, value) -> value
				.ifPresent((written) -> assertThat(metadata).as(name).containsEntry(name, written)));
	}

	@Test
	void otherDefaultsMatchBehaviour() {
		Map<String, Object> used = used();
		Map<String, String> metadata = metadata();
		used.forEach((name, value) -> assertThat(metadata).hasEntrySatisfying(name,
				(written) -> assertThat(converted(written, value)).as(name).isEqualTo(value)));
	}

	@Test
	void plainClientHasSameTimeouts() {
		M2xClientBuilder builder = M2xClient.builder();
		for (String name : Set.of("connect", "read", "call")) {
			assertThat(ReflectionTestUtils.getField(builder, name + "Timeout"))
				.isEqualTo(DurationStyle.detectAndParse(metadata().get("m2x.http." + name + "-timeout")));
		}
	}

	@Test
	void everyDefaultIsComparedWithTheCode() {
		Set<String> compared = new TreeSet<>(used().keySet());
		BoundProperties.below("io.m2x").forEach((name, value) -> value.ifPresent((written) -> compared.add(name)));
		Set<String> defaults = new TreeSet<>(metadata().keySet());
		// Defaults of properties that conditions read.
		defaults.removeIf((name) -> !compared.contains(name) && name.endsWith(".enabled"));
		assertThat(compared).isEqualTo(defaults);
	}

	private static Map<String, String> metadata() {
		Map<String, String> defaults = new TreeMap<>();
		Metadata.all()
			.forEach((metadata) -> metadata.properties()
				.forEach(
						(property) -> property.byDefault().ifPresent((value) -> defaults.put(property.name(), value))));
		return defaults;
	}

	private static Object converted(String written, Object like) {
		if (like instanceof Duration) {
			return DurationStyle.detectAndParse(written);
		}
		return (like instanceof Double) ? (Object) Double.valueOf(written) : written;
	}

	// Reads the settings of a client and sends a request with it, with no property set
	// but the key.
	private Map<String, Object> used() {
		Map<String, Object> used = new ConcurrentSkipListMap<>();
		Class<?> httpSettings = ClassUtils.resolveClassName(M2xHttpProperties.class.getPackageName() + ".HttpSettings",
				null);
		used.put("m2x.http.max-connections",
				String.valueOf(ReflectionTestUtils.getField(httpSettings, "DEFAULT_MAX_CONNECTIONS")));
		this.runner.withBean(M2xClientBuilderCustomizer.class, () -> (builder) -> used.putAll(used(builder)))
			.run((context) -> used.put("m2x.base-url", context.getBean(M2xClient.class).baseUrl().toString()));
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			used.put("m2x.http.compression",
					String.valueOf(request.requestHeaders().contains("Accept-Encoding", "gzip", true)));
			return response.header("Content-Type", "application/json").sendString(Mono.just("{}"));
		})) {
			ExchangeFilterFunction look = (request, next) -> next
				.exchange(ClientRequest.from(request).httpRequest((sent) -> used.putAll(used(sent))).build());
			this.runner.withPropertyValues("m2x.base-url=" + server.url())
				.withBean(M2xWebClientCustomizer.class, () -> (builder) -> builder.filter(look))
				.run((context) -> context.getBean(M2xClient.class).platform().status().block(LIMIT));
		}
		return used;
	}

	private static Map<String, Object> used(M2xClientBuilder builder) {
		RetryOptions retry = (RetryOptions) ReflectionTestUtils.getField(builder, "retry");
		return Map.of("m2x.http.call-timeout", ReflectionTestUtils.getField(builder, "callTimeout"),
				"m2x.retry.max-retries", String.valueOf(retry.maxRetries()), "m2x.retry.delay", retry.delay(),
				"m2x.retry.multiplier", retry.multiplier(), "m2x.retry.jitter", retry.jitter(), "m2x.retry.max-delay",
				retry.maxDelay(), "m2x.retry.timeout", retry.timeout(), "m2x.values.timestamp",
				ReflectionTestUtils.getField(builder, "valueTimestamps").toString().toLowerCase(Locale.ROOT));
	}

	// Later, the connection is released and has no channel.
	private static Map<String, Object> used(ClientHttpRequest request) {
		Connection connection = request.getNativeRequest();
		return Map.of("m2x.http.connect-timeout",
				Duration.ofMillis(connection.channel().config().getConnectTimeoutMillis()), "m2x.http.read-timeout",
				ReflectionTestUtils.getField(connection, "responseTimeout"));
	}

}
