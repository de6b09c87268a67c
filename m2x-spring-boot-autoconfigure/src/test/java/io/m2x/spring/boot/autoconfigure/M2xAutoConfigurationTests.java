package io.m2x.spring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.blocking.M2xBlockingStreams;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.ValuesQuery;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class M2xAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withClassLoader(new FilteredClassLoader(M2xServer.class))
		.withConfiguration(AutoConfigurations.of(M2xAutoConfiguration.class, M2xServicesAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withConfiguration(
			AutoConfigurations.of(HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
					CodecsAutoConfiguration.class, JacksonAutoConfiguration.class, WebClientAutoConfiguration.class));

	@Test
	void clientAndServicesAreBeans() {
		this.runner.withPropertyValues("m2x.api-key=" + KEY).run((context) -> {
			assertThat(context).hasSingleBean(M2xClient.class);
			M2xClient client = context.getBean(M2xClient.class);
			List<Method> getters = Arrays.stream(M2xClient.class.getMethods())
				.filter((method) -> method.getReturnType().getSimpleName().matches("M2x(?!Client).+"))
				.toList();
			assertThat(getters).extracting(Method::getName).contains("devices", "keys");
			for (Method getter : getters) {
				assertThat(context).getBean(getter.getReturnType()).isSameAs(getter.invoke(client));
			}
			assertThat(context.getBean(M2xClient.class).baseUrl()).isEqualTo(M2xClient.DEFAULT_BASE_URL);
		});
	}

	@Test
	void blockingClientAndServicesAreBeans() {
		this.runner.withPropertyValues("m2x.api-key=" + KEY).run((context) -> {
			M2xBlockingClient client = context.getBean(M2xBlockingClient.class);
			assertThat(client.reactive()).isSameAs(context.getBean(M2xClient.class));
			List<Method> getters = Arrays.stream(M2xBlockingClient.class.getMethods())
				.filter((method) -> method.getReturnType().isInterface())
				.toList();
			assertThat(getters).hasSize(13);
			for (Method getter : getters) {
				assertThat(context).getBean(getter.getReturnType()).isSameAs(getter.invoke(client));
			}
		});
	}

	@Test
	void userBlockingBeansReplaceDefaults() {
		M2xBlockingClient own = M2xBlockingClient.of(M2xClient.builder().build());
		M2xBlockingDevices ownDevices = M2xBlockingClient.of(M2xClient.builder().build()).devices();
		this.runner.withPropertyValues("m2x.api-key=" + KEY)
			.withBean(M2xBlockingClient.class, () -> own)
			.withBean(M2xBlockingDevices.class, () -> ownDevices)
			.run((context) -> {
				assertThat(context).getBean(M2xBlockingClient.class).isSameAs(own);
				assertThat(context).getBean(M2xBlockingStreams.class).isSameAs(own.streams());
				assertThat(context).getBean(M2xBlockingDevices.class).isSameAs(ownDevices);
			});
	}

	@Test
	void severalBlockingClientsHaveNoBlockingServices() {
		this.runner.withPropertyValues("m2x.api-key=" + KEY)
			.withBean("one", M2xBlockingClient.class, () -> M2xBlockingClient.of(M2xClient.builder().build()))
			.withBean("other", M2xBlockingClient.class, () -> M2xBlockingClient.of(M2xClient.builder().build()))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(M2xBlockingDevices.class)
				.hasSingleBean(M2xDevices.class));
	}

	@Test
	void clientNeedsNoOtherAutoConfiguration() {
		this.bare.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=http://localhost:8181/v2/")
			.run((context) -> assertThat(context.getBean(M2xClient.class).baseUrl())
				.hasToString("http://localhost:8181/v2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   " })
	void missingKeyFailsStart(String key) {
		this.runner.withPropertyValues("m2x.api-key=" + key)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(M2xConfigurationException.class)
				.hasMessageContaining("m2x.api-key"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:8181", "http://", "ht tp://x", "http://u:secret@host/v2" })
	void malformedBaseUrlFailsStart(String url) {
		this.runner.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + url)
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.hasCauseInstanceOf(M2xConfigurationException.class)
				.rootCause()
				.hasMessageNotContaining("secret"));
	}

	@Test
	void invalidKeyIsNotShown() {
		this.runner.withPropertyValues("m2x.api-key=not usable")
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("without spaces")
				.satisfies((failure) -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("not usable")));
	}

	@Test
	void userClientReplacesDefault() {
		M2xClient own = M2xClient.builder().build();
		this.runner.withBean(M2xClient.class, () -> own).run((context) -> {
			assertThat(context).getBean(M2xClient.class).isSameAs(own);
			assertThat(context).getBean(M2xDevices.class).isSameAs(own.devices());
			assertThat(context).doesNotHaveBean(M2xConnectionDetails.class);
		});
	}

	@Test
	void userServiceReplacesDefault() {
		M2xDevices own = M2xClient.builder().build().devices();
		this.runner.withPropertyValues("m2x.api-key=" + KEY).withBean(M2xDevices.class, () -> own).run((context) -> {
			assertThat(context).getBean(M2xDevices.class).isSameAs(own);
			assertThat(context).hasSingleBean(M2xStreams.class);
		});
	}

	@Test
	void connectionDetailsOverrideProperties() {
		this.runner.withPropertyValues("m2x.base-url=http://ignored/v2")
			.withUserConfiguration(DetailsConfiguration.class)
			.run((context) -> assertThat(context.getBean(M2xClient.class).baseUrl()).hasToString("http://details/v2"));
	}

	@Test
	void callTimeoutEndsCalls() {
		try (M2xStubServer silent = M2xStubServer.start().respond((request, response) -> Mono.never())) {
			this.runner
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + silent.url(), "m2x.http.call-timeout=150ms")
				.run((context) -> assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> context.getBean(M2xPlatform.class).status().block(LIMIT))
					.withMessageContaining("within 150 ms"));
			this.runner
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + silent.url(), "m2x.http.read-timeout=150ms",
						"m2x.retry.max-retries=0")
				.run((context) -> assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> context.getBean(M2xPlatform.class).status().block(LIMIT))
					.withMessageContaining("read timeout"));
		}
	}

	@Test
	void readTimeoutEndsDownloadsToo() {
		try (M2xStubServer server = M2xStubServer.start()
			.respond("GET", "/jobs/j",
					(request, response) -> response
						.sendString(Mono.just("{\"id\":\"j\",\"state\":\"complete\",\"result\":{\"url\":\"http://"
								+ request.hostName() + ":" + request.hostPort() + "/file.csv\"}}")))
			.respond((request, response) -> response
				.sendByteArray(Flux.just(new byte[] { 'x' }).concatWith(Flux.never())))) {
			this.runner
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + server.url(), "m2x.http.read-timeout=150ms")
				.run((context) -> {
					M2xJobs jobs = context.getBean(M2xJobs.class);
					Job job = jobs.view("j").block(LIMIT);
					// The default of ten seconds would be too long.
					assertThatExceptionOfType(M2xTransportException.class)
						.isThrownBy(() -> jobs.download(job).then().block(Duration.ofSeconds(5)))
						.withMessageContaining("within the read timeout");
				});
		}
	}

	@Test
	void redirectsAreNotFollowedEvenIfTheApplicationFollowsThemElsewhere() {
		try (M2xStubServer server = M2xStubServer.start()
			.respond("GET", "/status",
					(request, response) -> response.status(302).header("Location", "/elsewhere").send())
			.respond((request, response) -> response.sendString(Mono.just("{\"api\":\"OK\"}")))) {
			this.runner
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + server.url(),
						"spring.http.clients.redirects=follow")
				.run((context) -> assertThatExceptionOfType(M2xException.class)
					.isThrownBy(() -> context.getBean(M2xPlatform.class).status().block(LIMIT))
					.satisfies((failure) -> assertThat(failure.status()).isEqualTo(302)));
		}
	}

	@Test
	void jacksonPropertiesDoNotChangeRequestsAndCustomizersApply() {
		AtomicReference<String> received = new AtomicReference<>();
		try (M2xStubServer server = M2xStubServer.start()
			.respond((request, response) -> request.receive().aggregate().asString().flatMap((body) -> {
				received.set(request.requestHeaders().get("X-Custom") + body);
				return response.sendString(Mono.just("{\"id\":\"a\",\"name\":\"b\",\"last_activity\":null}")).then();
			}))) {
			this.runner.withUserConfiguration(CustomizerConfiguration.class)
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + server.url(),
						"spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE",
						"spring.jackson.default-property-inclusion=always")
				.run((context) -> assertThat(
						context.getBean(M2xDevices.class).create(CreateDevice.copyOf("3c1f")).block(LIMIT).name())
					.isEqualTo("b"));
			assertThat(received).hasValue("applied{\"base_device\":\"3c1f\"}");
		}
	}

	@Test
	void metricsOfTheHttpClientHaveCleanUriTags() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		try (M2xStubServer server = M2xStubServer.start()
			.respond((request, response) -> response.sendString(Mono.just("{\"devices\":[],\"values\":[]}")))) {
			this.runner.withConfiguration(AutoConfigurations.of(WebClientObservationAutoConfiguration.class))
				.withBean(TestObservationRegistry.class, () -> observations)
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + server.url())
				.run((context) -> {
					context.getBean(M2xDevices.class).list(DeviceQuery.all().withLimit(5)).block(LIMIT);
					context.getBean(M2xValues.class)
						.list(DeviceRef.id("3c1f"), "t", ValuesQuery.latest().withLimit(5))
						.block(LIMIT);
				});
		}
		for (String uri : List.of("/v2/devices", "/v2/devices/{device}/streams/{stream}/values")) {
			TestObservationRegistryAssert.assertThat(observations).hasAnObservationWithAKeyValue("uri", uri);
		}
	}

	@Test
	void keyIsMaskedInProperties() {
		this.runner.withPropertyValues("m2x.api-key=" + KEY)
			.run((context) -> assertThat(context.getBean(M2xProperties.class).toString()).contains("******")
				.doesNotContain(KEY));
	}

	@Configuration(proxyBeanMethods = false)
	static class DetailsConfiguration {

		@Bean
		M2xConnectionDetails details() {
			return new M2xConnectionDetails() {

				@Override
				public String getBaseUrl() {
					return "http://details/v2";
				}

				@Override
				public String getApiKey() {
					return KEY;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		WebClientCustomizer header() {
			return (builder) -> builder.defaultHeader("X-Custom", "applied");
		}

	}

}
