package io.m2x.client.contract;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.locations.Location;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.locations.Waypoint;
import io.m2x.client.model.DeviceRef;

import static org.assertj.core.api.Assertions.assertThat;

class LocationsContractTests extends ContractTests {

	private static final Instant T0 = Instant.parse("2026-03-05T08:00:00.000Z");

	private final Device device = newDevice();

	@Test
	void deviceIsNowhereAtFirst() {
		assertThat(get(this.client.locations().read(this.device.ref()))).isNull();
		assertThat(get(this.client.locations().history(this.device.ref()))).isEmpty();
	}

	@Test
	void everyUpdateBecomesWaypoint() {
		get(this.client.locations()
			.update(this.device.ref(),
					LocationUpdate.of(48.137, 11.575).withName("Bed 3").withElevation(519.5).withTimestamp(T0)));
		get(this.client.locations()
			.update(this.device.ref(), LocationUpdate.of(-90, 180).withTimestamp(T0.plusSeconds(1))));
		Location location = get(this.client.locations().read(this.device.ref()));
		assertThat(location.latitude()).isEqualTo(-90);
		assertThat(location.longitude()).isEqualTo(180);
		assertThat(location.name()).isNull();
		assertThat(location.timestamp()).isEqualTo(T0.plusSeconds(1));
		assertThat(get(this.client.locations().history(this.device.ref()))).extracting(Waypoint::timestamp)
			.containsExactly(T0.plusSeconds(1), T0);
		assertThat(get(this.client.locations().history(this.device.ref(), 1))).singleElement()
			.satisfies((waypoint) -> assertThat(waypoint.latitude()).isEqualTo(-90));
		Waypoint first = get(this.client.locations().history(this.device.ref())).get(1);
		assertThat(first).isEqualTo(new Waypoint("Bed 3", 48.137, 11.575, 519.5, T0));
		assertThat(get(this.client.devices().view(this.device.ref())).location().latitude()).isEqualTo(-90);
	}

	@Test
	void olderPlaceDoesNotBecomeThePresentOne() {
		get(this.client.locations().update(this.device.ref(), LocationUpdate.of(1, 1).withTimestamp(T0)));
		get(this.client.locations()
			.update(this.device.ref(), LocationUpdate.of(2, 2).withTimestamp(T0.minusSeconds(5))));
		assertThat(get(this.client.locations().read(this.device.ref())).latitude()).isEqualTo(1);
	}

	@Test
	void historyIsDeletedByRange() {
		for (int i = 0; i < 4; i++) {
			get(this.client.locations()
				.update(this.device.ref(), LocationUpdate.of(i, i).withTimestamp(T0.plusSeconds(i))));
		}
		get(this.client.locations().deleteHistory(this.device.ref(), T0.plusSeconds(1), T0.plusSeconds(2)));
		assertThat(get(this.client.locations().history(this.device.ref()))).extracting(Waypoint::latitude)
			.containsExactly(3d, 0d);
	}

	@Test
	void unknownDeviceIsNotFound() {
		assertThat(
				failure(M2xNotFoundException.class, this.client.locations().read(DeviceRef.id("0".repeat(32)))).error())
			.isEqualTo("Device Not Found");
	}

}
