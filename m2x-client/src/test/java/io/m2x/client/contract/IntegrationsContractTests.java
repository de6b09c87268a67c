package io.m2x.client.contract;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.integrations.CreateIntegration;
import io.m2x.client.integrations.Integration;
import io.m2x.client.integrations.IntegrationDevices;
import io.m2x.client.integrations.UpdateIntegration;
import io.m2x.client.model.ResourceStatus;

import static org.assertj.core.api.Assertions.assertThat;

class IntegrationsContractTests extends ContractTests {

	@Test
	void integrationsAreCreatedReadChangedAndDeleted() {
		Device device = newDevice();
		Integration created = get(this.client.integrations()
			.create(CreateIntegration.ofType(CreateIntegration.AMQP_SINK)
				.withName("Warehouse")
				.withStatus(ResourceStatus.DISABLED)
				.withConfig(Map.of("queue_suffix", "-w", "nested", Map.of("a", 1)))
				.forDevices(device.id())));
		assertThat(created.id()).isNotBlank();
		assertThat(created.url()).hasToString(SERVER.url() + "/integrations/" + created.id());
		assertThat(created.name()).isEqualTo("Warehouse");
		assertThat(created.type()).isEqualTo("amqp_sink");
		assertThat(created.status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(created.config()).isEqualTo(Map.of("queue_suffix", "-w", "nested", Map.of("a", 1)));
		assertThat(created.devices()).isEqualTo(IntegrationDevices.of(device.id()));
		assertThat(created.created()).isNotNull().isEqualTo(created.updated());
		assertThat(get(this.client.integrations().view(created.id()))).isEqualTo(created);
		assertThat(get(this.client.integrations().list())).contains(created);
		get(this.client.integrations()
			.update(created.id(),
					UpdateIntegration.changes()
						.withName("Archive")
						.withStatus(ResourceStatus.ENABLED)
						.withConfig(Map.of())
						.withDevices(IntegrationDevices.ofAll())));
		Integration changed = get(this.client.integrations().view(created.id()));
		assertThat(changed.name()).isEqualTo("Archive");
		assertThat(changed.status()).isEqualTo(ResourceStatus.ENABLED);
		assertThat(changed.config()).isEmpty();
		assertThat(changed.devices()).isEqualTo(IntegrationDevices.ofAll());
		get(this.client.integrations().delete(created.id()));
		assertThat(failure(M2xNotFoundException.class, this.client.integrations().view(created.id())).error())
			.isEqualTo("Integration Not Found");
	}

	@Test
	void statusIsSwitched() {
		String id = get(this.client.integrations().create(CreateIntegration.ofType("amqp_sink"))).id();
		assertThat(get(this.client.integrations().readStatus(id))).isEqualTo(ResourceStatus.ENABLED);
		get(this.client.integrations().updateStatus(id, ResourceStatus.DISABLED));
		assertThat(get(this.client.integrations().readStatus(id))).isEqualTo(ResourceStatus.DISABLED);
	}

	@Test
	void refusalsAreTold() {
		assertThat(failure(M2xValidationException.class,
				this.client.integrations().create(CreateIntegration.ofType("No Word").forDevices("none")))
			.errors()).isEqualTo(Map.of("type", List.of("not_valid"), "devices", List.of("not_found")));
		failure(M2xForbiddenException.class, as(newDevice()).integrations().list());
		failure(M2xNotFoundException.class, this.client.integrations().readStatus("none"));
	}

}
