package io.m2x.spring.boot.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.DeviceRef;
import io.m2x.spring.boot.TestContexts;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Blocking services of a client that a test replaces.
 */
class MockedClientTests {

	private static final DeviceRef DEVICE = DeviceRef.serial("GH-1");

	private final M2xClient client = mock(M2xClient.class);

	private final M2xDevices devices = mock(M2xDevices.class, withSettings().mockMaker("mock-maker-subclass"));

	private final ApplicationContextRunner application = TestContexts.of("http://127.0.0.1:1/v2")
		.withBean(M2xClient.class, () -> this.client);

	@Test
	void applicationStartsAndIsToldWhatIsMissing() {
		this.application.run((context) -> {
			assertThat(context).hasNotFailed();
			M2xBlockingDevices blocking = context.getBean(M2xBlockingDevices.class);
			assertThatIllegalStateException().isThrownBy(() -> blocking.delete(DEVICE))
				.withMessage("The client has no M2xDevices. If it is a mock, let it return one.");
			given(this.client.devices()).willReturn(this.devices);
			assertThatIllegalStateException().isThrownBy(() -> blocking.delete(DEVICE))
				.withMessage("M2xDevices.delete returned null. If it is a mock, let it return a publisher.");
		});
	}

	@Test
	void mockedServiceIsCalledAndLaterClientsWork() {
		given(this.client.devices()).willReturn(this.devices);
		given(this.devices.readMetadataField(DEVICE, "owner")).willReturn(Mono.just("Ada"));
		this.application
			.run((context) -> assertThat(context.getBean(M2xBlockingDevices.class).readMetadataField(DEVICE, "owner"))
				.contains("Ada"));
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> response.sendNotFound())) {
			M2xBlockingClient real = M2xBlockingClient.of(M2xClient.builder().baseUrl(server.url()).build());
			assertThatExceptionOfType(M2xNotFoundException.class).isThrownBy(() -> real.devices().view(DEVICE));
		}
	}

}
