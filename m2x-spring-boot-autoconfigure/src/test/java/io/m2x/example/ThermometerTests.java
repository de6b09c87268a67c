package io.m2x.example;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.ValuesQuery;
import io.m2x.spring.boot.test.M2xTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test with an embedded server, as shown in the guide. The configured address and key
 * must be ignored.
 */
@ActiveProfiles("production")
// tag::slice[]
@M2xTest
@Import(Thermometer.class)
class ThermometerTests {

	@Autowired
	private Thermometer thermometer;

	@Autowired
	private M2xDevices devices;

	@Autowired
	private M2xValues values;

	@Test
	void reportIsStored() {
		DeviceRef device = this.devices.create(CreateDevice.named("Cellar")).block().ref();
		this.thermometer.report(device, 21.5).block();
		DataPoint latest = this.values.list(device, "temperature", ValuesQuery.latest()).block().values().get(0);
		assertThat(latest.value().asDouble()).isEqualTo(21.5);
	}

}
// end::slice[]
