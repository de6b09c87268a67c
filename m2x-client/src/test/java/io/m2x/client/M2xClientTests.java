package io.m2x.client;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class M2xClientTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Test
	void baseUrlDefaultsToTheHostedService() {
		assertThat(M2xClient.builder().build().baseUrl()).hasToString("https://api-m2x.att.com/v2");
	}

	@Test
	void baseUrlLosesTrailingSlashes() {
		assertThat(M2xClient.builder().baseUrl(" http://localhost:8181/v2// ").build().baseUrl())
			.hasToString("http://localhost:8181/v2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			localhost:8181/v2          | http:// or https://
			ftp://localhost/v2         | http:// or https://
			/v2                        | http:// or https://
			http:///v2                 | must contain a host
			http://local host/v2       | not a valid address
			http://localhost:99999/v2  | at most 65535
			http://me:pw@localhost/v2  | user or a password
			http://localhost/v2?key=1  | query or a fragment
			http://localhost/v2#part   | query or a fragment
			''                         | must not be empty
			""")
	void baseUrlThatCanNotWorkIsRefused(String url, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> M2xClient.builder().baseUrl(url))
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "abc def", "abc\ndef", "schl\u00fcssel" })
	void keyThatCanNotStandInHeaderIsRefusedAndNotQuoted(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> M2xClient.builder().apiKey(key))
			.withMessageContaining("API key")
			.withMessageNotContaining("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P30D", "PT9223372036854775807S" })
	void timeoutsMustBePositiveAndFitTheWire(Duration timeout) {
		assertThatIllegalArgumentException().isThrownBy(() -> M2xClient.builder().callTimeout(timeout))
			.withMessageContaining("call timeout");
		assertThatIllegalArgumentException().isThrownBy(() -> M2xClient.builder().readTimeout(timeout));
		assertThatIllegalArgumentException().isThrownBy(() -> M2xClient.builder().connectTimeout(timeout));
	}

	@Test
	void toStringTellsTheAddressOnly() {
		M2xClient client = M2xClient.builder().baseUrl("http://localhost/v2").apiKey("secret-key").build();
		assertThat(client).hasToString("M2xClient[http://localhost/v2]");
	}

	@Test
	void keyAndUserAgentTravelInHeaders() {
		try (StubServer server = new StubServer().respond(200, "{}")) {
			server.client().platform().status().block(LIMIT);
			assertThat(server.last().headers().get("X-M2X-KEY")).isEqualTo("0123456789abcdef0123456789abcdef");
			assertThat(server.last().headers().get("User-Agent")).startsWith("M2X-Spring/0.")
				.contains("java/" + System.getProperty("java.version"));
			assertThat(server.last().uri()).isEqualTo("/v2/status");
		}
	}

	@Test
	void withApiKeySendsTheOtherKey() {
		try (StubServer server = new StubServer().respond(200, "{}")) {
			M2xClient first = server.client();
			M2xClient second = first.withApiKey("another-key");
			second.platform().status().block(LIMIT);
			assertThat(server.last().headers().get("X-M2X-KEY")).isEqualTo("another-key");
			first.platform().status().block(LIMIT);
			assertThat(server.last().headers().get("X-M2X-KEY")).isEqualTo("0123456789abcdef0123456789abcdef");
			assertThat(second.baseUrl()).isEqualTo(first.baseUrl());
		}
	}

	@Test
	void builderOfTheApplicationCanNotLeadTheKeyElsewhere() {
		try (StubServer elsewhere = new StubServer().respond(200, "{}");
				StubServer server = new StubServer().respond(200, "{}")) {
			WebClient.Builder builder = WebClient.builder()
				.uriBuilderFactory(new DefaultUriBuilderFactory(elsewhere.url() + "/other"))
				.baseUrl(elsewhere.url());
			M2xClient.builder()
				.baseUrl(server.url())
				.apiKey("key")
				.webClientBuilder(builder)
				.build()
				.platform()
				.status()
				.block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/status");
			assertThat(elsewhere.received()).isEmpty();
		}
	}

	@Test
	void encodedPathOfTheBaseUrlStaysAsItIs() {
		try (StubServer server = new StubServer().respond(200, "{}")) {
			M2xClient.builder().baseUrl(server.url() + "/my%20m2x").build().platform().status().block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/my%20m2x/status");
		}
	}

	@Test
	void noMethodTakesPlainIdInPlaceOfReference() {
		for (Class<?> service : services()) {
			Set<String> signatures = Arrays.stream(service.getMethods())
				.map((method) -> method.getName() + Arrays.toString(method.getParameterTypes()))
				.collect(Collectors.toSet());
			signatures.forEach((signature) -> assertThat(signatures).filteredOn((other) -> !other.equals(signature))
				.doesNotContain(signature.replace("class " + DeviceRef.class.getName(), "class java.lang.String")));
		}
	}

	private static List<Class<?>> services() {
		List<Class<?>> services = new ArrayList<>();
		for (Method method : M2xClient.class.getMethods()) {
			if (method.getReturnType().getSimpleName().matches("M2x(?!Client).+")) {
				services.add(method.getReturnType());
			}
		}
		assertThat(services).contains(M2xDevices.class);
		return services;
	}

	@Test
	void withoutKeyNoneIsSent() {
		try (StubServer server = new StubServer().respond(200, "{}")) {
			M2xClient.builder().baseUrl(server.url()).build().platform().status().block(LIMIT);
			assertThat(server.last().headers().contains("X-M2X-KEY")).isFalse();
		}
	}

}
