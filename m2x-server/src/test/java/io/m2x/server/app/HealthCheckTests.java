package io.m2x.server.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.m2x.server.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class HealthCheckTests {

	@Test
	void serverThatRunsIsHealthy(@TempDir Path directory) {
		try (ConfigurableApplicationContext context = M2xServerApplication.application()
			.run("--server.port=0", "--m2x.server.data-directory=" + directory)) {
			String port = context.getEnvironment().getProperty("local.server.port");
			assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", port))).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 503, 500, 404, 302 })
	void serverThatIsDownOrNoneOfOursIsNotHealthy(int status, CapturedOutput output) {
		try (StubServer server = new StubServer().respond(status)) {
			assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", String.valueOf(server.port())))).isFalse();
			assertThat(output).contains("Health at port " + server.port() + ": " + status);
			assertThat(server.calls()).extracting(StubServer.Call::path).containsExactly("/actuator/health");
		}
	}

	@Test
	void portOfActuatorComesBeforeThePortOfTheApi() {
		try (StubServer api = new StubServer().respond(404); StubServer actuator = new StubServer()) {
			assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", String.valueOf(api.port()), "MANAGEMENT_SERVER_PORT",
					String.valueOf(actuator.port()))))
				.isTrue();
		}
	}

	@Test
	void withoutServerNothingIsHealthy(CapturedOutput output) throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", String.valueOf(port)))).isFalse();
		assertThat(output).contains("No health at port " + port);
	}

	@Test
	void portThatIsNoneIsToldAndNotHealthy(CapturedOutput output) {
		assertThat(HealthCheck.isHealthy(Map.of("SERVER_PORT", "many"))).isFalse();
		assertThat(output).contains("No health at port many");
	}

}
