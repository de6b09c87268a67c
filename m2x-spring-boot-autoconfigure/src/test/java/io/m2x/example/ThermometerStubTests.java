package io.m2x.example;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.m2x.client.model.DeviceRef;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test with a stub, as shown in the guide.
 */
@ActiveProfiles("production")
// tag::stub[]
@WebClientTest(Thermometer.class)
class ThermometerStubTests {

	private static final M2xStubServer stub = M2xStubServer.start()
		.respond("PUT", "/devices/serial/{serial}/streams/{stream}", 204)
		.respond("PUT", "/devices/serial/{serial}/streams/{stream}/value", 202);

	@DynamicPropertySource
	static void m2x(DynamicPropertyRegistry properties) {
		properties.add("m2x.base-url", stub::url);
		properties.add("m2x.api-key", () -> M2xStubServer.API_KEY);
	}

	@Autowired
	private Thermometer thermometer;

	// end::stub[]
	@AfterAll
	static void stopStub() {
		stub.close();
	}

	// tag::stub[]
	@Test
	void reportIsSent() {
		this.thermometer.report(DeviceRef.serial("GH-1"), 21.5).block();
		assertThat(stub.requests()).extracting(M2xStubServer.Request::uri)
			.containsExactly("/v2/devices/serial/GH-1/streams/temperature",
					"/v2/devices/serial/GH-1/streams/temperature/value");
	}

}
// end::stub[]
