package io.m2x.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xClients;
import io.m2x.spring.boot.autoconfigure.embedded.M2xEmbeddedAutoConfiguration;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link M2xClientNames} with files and environment variables.
 */
@ExtendWith(OutputCaptureExtension.class)
class M2xClientNamesTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private static final String PLANT_KEY = "fedcba9876543210fedcba9876543210";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(M2xEmbeddedAutoConfiguration.class, M2xAutoConfiguration.class, M2xServicesAutoConfiguration.class));

	private final ApplicationContextRunner remote = this.runner
		.withClassLoader(new FilteredClassLoader(M2xServer.class))
		.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=http://localhost:1/v2");

	private static ApplicationContextRunner withVariables(ApplicationContextRunner runner, String... variables) {
		Map<String, Object> environment = new LinkedHashMap<>();
		for (String variable : variables) {
			environment.put(variable.replaceFirst("=.*", ""), variable.replaceFirst("[^=]*=", ""));
		}
		return runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)));
	}

	private static String sentBy(M2xClient client, AtomicReference<String> received) {
		client.platform().status().block();
		return received.get();
	}

	@ParameterizedTest
	@ValueSource(strings = { "M2X_CLIENTS_PLANT_NORTH_API_KEY", "M2X_CLIENTS_PLANTNORTH_API_KEY",
			"M2X_CLIENTS_PLANTNORTH_APIKEY" })
	void variableAppliesToClientNamedInFile(String variable) {
		AtomicReference<String> received = new AtomicReference<>();
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			received.set(request.requestHeaders().get("X-M2X-KEY"));
			return response.header("Content-Type", "application/json").sendString(Mono.just("{}"));
		})) {
			withVariables(this.remote, variable + "=" + PLANT_KEY)
				.withPropertyValues("m2x.clients.plant-north.base-url=" + server.url())
				.run((context) -> {
					M2xClients clients = context.getBean(M2xClients.class);
					assertThat(clients.names()).containsExactly("default", "plant-north");
					assertThat(context).hasBean("plant-northM2xClient").doesNotHaveBean("plantM2xClient");
					assertThat(context.getBeansOfType(M2xClient.class)).hasSize(2);
					assertThat(sentBy(clients.get("plant-north"), received)).isEqualTo(PLANT_KEY);
				});
		}
	}

	@Test
	void variableAloneConfiguresClientWithSimpleName() {
		withVariables(this.remote, "M2X_CLIENTS_PLANT_API_KEY=" + PLANT_KEY).run(
				(context) -> assertThat(context.getBean(M2xClients.class).names()).containsExactly("default", "plant"));
	}

	@Test
	void unusedVariableIsReportedAndCreatesNoClient(CapturedOutput output) {
		withVariables(this.remote, "M2X_CLIENTS_PLANT_NORTH_API_KEY=" + PLANT_KEY).run((context) -> {
			assertThat(context.getBean(M2xClients.class).names()).containsExactly("default");
			assertThat(context).doesNotHaveBean("plantM2xClient");
		});
		assertThat(output).contains("M2X_CLIENTS_PLANT_NORTH_API_KEY")
			.contains(
					"    m2x:\n      clients:\n        plant-north:\n          api-key: ${M2X_CLIENTS_PLANT_NORTH_API_KEY}")
			.doesNotContain(PLANT_KEY);
	}

	@Test
	void suggestedPropertiesWork(CapturedOutput output) {
		withVariables(this.remote, "M2X_CLIENTS_PLANT_NORTH_API_KEY=" + PLANT_KEY)
			.withPropertyValues("m2x.clients.plant-north.api-key=${M2X_CLIENTS_PLANT_NORTH_API_KEY}")
			.run((context) -> assertThat(context.getBean(M2xClients.class).names()).containsExactly("default",
					"plant-north"));
		assertThat(output).doesNotContain("M2X_CLIENTS_PLANT_NORTH_API_KEY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "M2X", "M2X_CLIENTS", "M2X_CLIENTS_PLANT", "M2X_HTTP", "M2X_HTTP_PROXY", "M2X_RETRY",
			"M2X_EMBEDDED", "M2X_API" })
	void kubernetesServiceLinksAreIgnored(String service, CapturedOutput output) {
		String[] variables = { "_SERVICE_HOST=10.0.0.11", "_SERVICE_PORT=8181", "_SERVICE_PORT_HTTP=8181",
				"_PORT=tcp://10.0.0.11:8181", "_PORT_8181_TCP=tcp://10.0.0.11:8181", "_PORT_8181_TCP_PROTO=tcp",
				"_PORT_8181_TCP_PORT=8181", "_PORT_8181_TCP_ADDR=10.0.0.11", "_NAME=/app/m2x" };
		for (int i = 0; i < variables.length; i++) {
			variables[i] = service + variables[i];
		}
		withVariables(this.remote, variables).run((context) -> {
			assertThat(context.getBean(M2xClients.class).names()).containsExactly("default");
			assertThat(context.getBeansOfType(M2xClient.class)).containsOnlyKeys("m2xClient");
		});
		withVariables(this.runner, variables).run((context) -> {
			assertThat(context).hasSingleBean(M2xServer.class);
			assertThat(context.getBean(M2xClients.class).names()).containsExactly("default");
		});
		assertThat(output).doesNotContainPattern(" WARN .*(i\\.m\\.s|M2X)");
	}

	@Test
	void variableIgnoredBySpringBootIsReported(CapturedOutput output) {
		withVariables(this.remote, "M2X_CLIENTS_PLANT_NORTH_HTTP_READTIMEOUT=5s",
				"M2X_CLIENTS_PLANT_NORTH_HTTP_CALL_TIMEOUT=5s", "M2X_CLIENTS_PLANTNORTH_HTTP_CONNECTTIMEOUT=5s")
			.withPropertyValues("m2x.clients.plant-north.api-key=" + PLANT_KEY)
			.run((context) -> assertThat(context.getBean(M2xClients.class).names()).containsExactly("default",
					"plant-north"));
		assertThat(output)
			.contains("          http:\n            read-timeout: ${M2X_CLIENTS_PLANT_NORTH_HTTP_READTIMEOUT}")
			.doesNotContain("${M2X_CLIENTS_PLANT_NORTH_HTTP_CALL_TIMEOUT}", "${M2X_CLIENTS_PLANTNORTH");
	}

	@Test
	void invalidPropertyStillNamesItsClient() {
		this.remote.withPropertyValues("m2x.clients.plant.http.call-timeout=soon")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("call-timeout"));
	}

	@Test
	void nameWithDotIsKept() {
		this.remote
			.withPropertyValues("m2x.clients[of.partner].api-key=" + PLANT_KEY,
					"m2x.clients[of.partner].http.call-timeout=5s")
			.run((context) -> assertThat(context.getBean(M2xClients.class).names()).containsExactly("default",
					"of.partner"));
	}

}
