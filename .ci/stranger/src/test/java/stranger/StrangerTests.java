package stranger;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.ActiveProfiles;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.spring.boot.test.M2xTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The variables of application.yml have no value while this runs, or lead to the real server.
 */
@M2xTest
@ActiveProfiles("plant")
class StrangerTests {

	@Test
	void serverIsInsideTheTest(@Autowired M2xClient client, @Autowired @Qualifier("plant") M2xDevices plantDevices) {
		assertThat(client.baseUrl()).hasHost("127.0.0.1");
		assertThat(System.getenv("M2X_BASE_URL")).isNotEqualTo(client.baseUrl().toString());
		client.devices().create(CreateDevice.named("Inside")).block();
		assertThat(plantDevices.list(DeviceQuery.all()).block().items()).hasSize(1);
	}

}
