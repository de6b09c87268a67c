package io.m2x.example;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.spring.boot.testcontainers.ContainerTest;
import io.m2x.spring.boot.testcontainers.M2xContainer;

import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Test with a container, as shown in the guide.
 */
@ContainerTest
// tag::container[]
@Testcontainers
@SpringBootTest
class ThermometerContainerIT {

	@Container
	@ServiceConnection
	static M2xContainer m2x = new M2xContainer("localhost/m2x-server:dev");

	@Test
	void reportIsAccepted(@Autowired Thermometer thermometer, @Autowired M2xDevices devices) {
		DeviceRef device = devices.create(CreateDevice.named("Cellar")).block().ref();
		assertThatNoException().isThrownBy(() -> thermometer.report(device, 21.5).block());
	}

}
// end::container[]
