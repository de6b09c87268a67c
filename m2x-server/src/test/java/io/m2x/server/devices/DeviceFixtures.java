package io.m2x.server.devices;

import java.util.List;

import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tests of lists of devices share.
 */
final class DeviceFixtures {

	private DeviceFixtures() {
	}

	static List<String> serials(Api.Response response) {
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return response.at("/devices")
			.values()
			.stream()
			.map((JsonNode device) -> device.get("serial").asString())
			.toList();
	}

}
