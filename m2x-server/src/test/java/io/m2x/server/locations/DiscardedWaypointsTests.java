package io.m2x.server.locations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class DiscardedWaypointsTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private static long count(String table) {
		return TestContext.jdbc(server.server()).sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
	}

	@Test
	void waypointsOfADeletedDeviceAreDeletedInParts() {
		String kept = this.api.deviceWithStreams();
		this.api.put(kept + "/location", Json.of("{'latitude':1,'longitude':2}"));
		String device = this.api.deviceWithStreams();
		TestContext.jdbc(server.server())
			.sql("INSERT INTO waypoints (device_id, at_ms, latitude, longitude) SELECT d.id, x, 1, 2 FROM devices d"
					+ " CROSS JOIN " + TestContext.numbers(1, 25_000) + " WHERE d.public_id = :device")
			.param("device", device.substring("/devices/".length()))
			.update();
		assertThat(this.api.delete(device).status()).isEqualTo(204);
		TestContext.bean(server.server(), DiscardedWaypoints.class).deleteAll();
		assertThat(count("waypoints")).isEqualTo(1);
		assertThat(count("discarded_devices")).isZero();
		assertThat(this.api.get(kept + "/location").status()).isEqualTo(200);
	}

}
