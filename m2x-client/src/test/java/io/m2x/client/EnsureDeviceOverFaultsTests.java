package io.m2x.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import io.m2x.client.FaultProxy.Fault;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A device is created once, whatever the network does to the requests.
 */
class EnsureDeviceOverFaultsTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final DeviceRef REF = DeviceRef.serial("GH-1");

	private static final M2xServer SERVER = TestServers.builder().start();

	private final FaultProxy proxy = new FaultProxy(URI.create(SERVER.url()));

	private final M2xClient direct = M2xClient.builder().baseUrl(SERVER.url()).apiKey(SERVER.masterKey()).build();

	private final M2xClient client = M2xClient.builder()
		.baseUrl(this.proxy.url().toString())
		.apiKey(SERVER.masterKey())
		.readTimeout(Duration.ofMillis(500))
		.retry(RetryOptions.defaults().withDelay(Duration.ofMillis(10)))
		.build();

	@AfterEach
	void removeDevices() {
		this.proxy.close();
		this.direct.devices()
			.listAll(DeviceQuery.all())
			.flatMap((device) -> this.direct.devices().delete(device.ref()))
			.then()
			.block(LIMIT);
	}

	@AfterAll
	static void stop() {
		SERVER.close();
	}

	private Mono<Device> ensure(M2xClient client) {
		return client.devices()
			.ensure(REF, (device) -> device.name("Greenhouse 1").stream("temperature", StreamDefinition.numeric()));
	}

	private void verifyOnlyDeviceIs(Device device) {
		assertThat(this.direct.devices().listAll(DeviceQuery.all()).map(Device::id).collectList().block(LIMIT))
			.containsExactly(device.id());
		assertThat(this.direct.streams().listByName(REF).block(LIMIT)).containsOnlyKeys("temperature");
		assertThat(device.name()).isEqualTo("Greenhouse 1");
	}

	static List<Fault> faults() {
		return List.of(Fault.cutAfter(0), Fault.cutAfter(60), Fault.resetAfter(), Fault.resetBefore(), Fault.silence(),
				Fault.blackHole(), Fault.response(503), Fault.response(504));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void lostResponseOfTheCreationDoesNoHarm(Fault fault) {
		this.proxy.next(Fault.none(), fault);
		verifyOnlyDeviceIs(ensure(this.client).block(LIMIT));
		assertThat(this.proxy.requests().get(1)).startsWith("POST /v2/devices");
	}

	@ParameterizedTest
	@MethodSource("faults")
	void faultAtEveryRequestDoesNoHarm(Fault fault) {
		this.proxy.next(fault, Fault.none(), fault, Fault.none(), fault, Fault.none(), fault, Fault.none(), fault);
		verifyOnlyDeviceIs(ensure(this.client).block(LIMIT));
	}

	@Test
	void callThatGaveUpCanBeMadeAgain() {
		M2xClient impatient = this.client.withRetry(RetryOptions.none());
		this.proxy.next(Fault.none(), Fault.resetAfter());
		assertThatExceptionOfType(M2xTransportException.class).isThrownBy(() -> ensure(impatient).block(LIMIT));
		verifyOnlyDeviceIs(ensure(impatient).block(LIMIT));
	}

	@Test
	void serialThatIsTakenButNotToBeSeenIsTold() {
		try (StubServer server = new StubServer()) {
			server.respond((request, response) -> response.status(request.method().name().equals("POST") ? 422 : 404)
				.header("Content-Type", "application/json")
				.sendString(Mono.just("{\"message\":\"Validation Failed\",\"errors\":{\"serial\":[\"not_unique\"]}}")));
			assertThatExceptionOfType(M2xValidationException.class)
				.isThrownBy(() -> ensure(server.client()).block(LIMIT));
		}
	}

	@Test
	void conflictMeansThatSomebodyElseWasQuicker() {
		try (StubServer server = new StubServer()) {
			String device = "{\"id\":\"d1\",\"name\":\"Greenhouse 1\",\"visibility\":\"private\"}";
			server.respond((request, response) -> {
				boolean first = server.received().size() == 1;
				boolean create = request.method().name().equals("POST");
				return response.status(create ? 409 : first ? 404 : 200)
					.header("Content-Type", "application/json")
					.sendString(Mono.just((create || first) ? "{\"message\":\"no\"}" : device));
			});
			Device found = server.client()
				.devices()
				.ensure(REF, (definition) -> definition.name("Greenhouse 1"))
				.block(LIMIT);
			assertThat(found.id()).isEqualTo("d1");
			assertThat(server.received()).extracting(StubServer.Received::method).containsExactly("GET", "POST", "GET");
		}
	}

}
