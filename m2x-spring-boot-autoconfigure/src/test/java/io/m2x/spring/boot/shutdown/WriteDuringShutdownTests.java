package io.m2x.spring.boot.shutdown;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that values written by beans during shutdown arrive.
 */
class WriteDuringShutdownTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private final List<String> received = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@CsvSource({ "NONE, 127.0.0.1", "REACTIVE, 127.0.0.1", "NONE, localhost", "REACTIVE, localhost" })
	void valuesArriveAtRemoteServer(WebApplicationType type, String host) {
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			this.received.add(request.path().split("/", -1)[3]);
			return response.status(202)
				.header("Content-Type", "application/json")
				.sendString(Mono.just("{\"status\":\"accepted\"}"));
		})) {
			ConfigurableApplicationContext application = ShutdownApplication.start(type,
					"--m2x.base-url=" + server.url().replace("127.0.0.1", host), "--m2x.api-key=" + KEY,
					"--m2x.clients.plant.api-key=" + KEY);
			assertThat(ShutdownApplication.stop(application)).isEmpty();
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(
						() -> assertThat(this.received).containsExactlyInAnyOrderElementsOf(ShutdownApplication.BEANS));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SERVLET")
	void valuesArriveAtEmbeddedServer(WebApplicationType type, @TempDir Path directory) {
		String[] arguments = { "--m2x.embedded.data-directory=" + directory, "--m2x.api-key=" + KEY,
				"--m2x.clients.plant.retry.max-retries=0" };
		ConfigurableApplicationContext application = ShutdownApplication.start(type, arguments);
		for (String bean : ShutdownApplication.BEANS) {
			application.getBean(M2xDevices.class).create(CreateDevice.named(bean).withSerial(bean)).block(LIMIT);
			application.getBean(M2xStreams.class)
				.createOrUpdate(DeviceRef.serial(bean), "t", StreamDefinition.numeric())
				.block(LIMIT);
		}
		assertThat(ShutdownApplication.stop(application)).isEmpty();
		try (ConfigurableApplicationContext next = ShutdownApplication.start(type, arguments)) {
			M2xStreams streams = next.getBean(M2xStreams.class);
			for (String bean : ShutdownApplication.BEANS) {
				// A write that nobody waits for may be too late for the embedded server.
				if (!"notAwaited".equals(bean)) {
					assertThat(streams.view(DeviceRef.serial(bean), "t").block(LIMIT).value()).as(bean).isNotNull();
				}
			}
		}
	}

}
