package io.m2x.example;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

import io.m2x.client.M2xClient;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.test.AutoConfigureM2x;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureM2x} with an entire application.
 */
@ActiveProfiles("production")
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@AutoConfigureM2x
class EmbeddedApplicationTests {

	@Test
	void clientUsesEmbeddedServer(@Autowired M2xClient client, @Autowired M2xServer server,
			@Autowired Weather weather) {
		assertThat(client.baseUrl()).hasToString(server.url());
		assertThat(client.platform().status().block().isApiOk()).isTrue();
		assertThat(weather).isNotNull();
	}

}
