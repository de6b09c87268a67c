package io.m2x.client.integrations;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.m2x.client.StubServer;
import io.m2x.client.model.ResourceStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Test
	void everyFormOfDevicesIsRead() {
		try (StubServer server = new StubServer().respond(200,
				"""
						{"integrations": [{"id": "1", "devices": "all"}, {"id": "2", "devices": ["a", "b"]},
						{"id": "3", "devices": "a, b"}, {"id": "4"}, {"id": "5", "config": {"a": null}, "status": "odd"}]}""")) {
			List<Integration> list = server.client().integrations().list().block(LIMIT);
			assertThat(list).extracting(Integration::devices)
				.containsExactly(IntegrationDevices.ofAll(), IntegrationDevices.of("a", "b"),
						IntegrationDevices.of("a", "b"), null, null);
			assertThat(list.get(4).config()).containsOnlyKeys("a");
			assertThat(list.get(4).status()).isEqualTo(ResourceStatus.UNKNOWN);
		}
	}

	@Test
	void onlyWhatIsSetIsSent() {
		try (StubServer server = new StubServer().respond(200, "{\"id\":\"1\"}")) {
			M2xIntegrations integrations = server.client().integrations();
			integrations.create(CreateIntegration.ofType("amqp_sink")).block(LIMIT);
			assertThat(server.last().body()).isEqualTo("{\"type\":\"amqp_sink\"}");
			integrations.update("1", UpdateIntegration.changes().withDevices(IntegrationDevices.ofAll())).block(LIMIT);
			assertThat(server.last().body()).isEqualTo("{\"devices\":\"all\"}");
			integrations.update("1", UpdateIntegration.changes().withDevices(IntegrationDevices.of("a"))).block(LIMIT);
			assertThat(server.last().body()).isEqualTo("{\"devices\":[\"a\"]}");
			assertThat(integrations.readStatus("1").block(LIMIT)).isEqualTo(ResourceStatus.UNKNOWN);
			integrations.updateStatus("1", ResourceStatus.ENABLED).block(LIMIT);
			assertThat(server.last().body()).isEqualTo("{\"status\":\"enabled\"}");
		}
	}

	@Test
	void settingsStayOutOfTexts() {
		Map<String, Object> config = Map.of("password", "hunter2");
		assertThat(CreateIntegration.ofType("t").withConfig(config).toString()).doesNotContain("hunter2");
		assertThat(UpdateIntegration.changes().withConfig(config).toString()).doesNotContain("hunter2");
		assertThat(new Integration("1", null, null, "t", null, config, null, null, null).toString()).contains("id=1")
			.doesNotContain("hunter2");
	}

	@Test
	void wordsThatCanNotBeSentAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CreateIntegration.ofType(" "));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpdateIntegration.changes().withStatus(ResourceStatus.UNKNOWN));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CreateIntegration.ofType("t").withStatus(ResourceStatus.UNKNOWN));
		try (StubServer server = new StubServer()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> server.client().integrations().updateStatus("1", ResourceStatus.UNKNOWN));
		}
	}

}
