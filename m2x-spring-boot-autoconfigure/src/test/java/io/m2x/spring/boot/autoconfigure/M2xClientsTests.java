package io.m2x.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xClientBuilderCustomizer;
import io.m2x.spring.boot.M2xClients;
import io.m2x.spring.boot.M2xWebClientCustomizer;
import io.m2x.spring.boot.autoconfigure.embedded.M2xEmbeddedAutoConfiguration;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for several accounts in one application.
 */
class M2xClientsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private static final String PLANT_KEY = "fedcba9876543210fedcba9876543210";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(M2xEmbeddedAutoConfiguration.class, M2xAutoConfiguration.class, M2xServicesAutoConfiguration.class));

	@Test
	void twoAccountsDoNotSeeEachOther() {
		this.runner.withPropertyValues("m2x.clients.plant.api-key=" + PLANT_KEY)
			.withUserConfiguration(Consumer.class)
			.run((context) -> {
				Consumer consumer = context.getBean(Consumer.class);
				Device ours = consumer.devices.create(CreateDevice.named("ours")).block(LIMIT);
				Device theirs = consumer.plantDevices.create(CreateDevice.named("theirs")).block(LIMIT);
				assertThat(consumer.devices.listAll(DeviceQuery.all()).map(Device::name).collectList().block(LIMIT))
					.containsExactly("ours");
				assertThat(
						consumer.plantDevices.listAll(DeviceQuery.all()).map(Device::name).collectList().block(LIMIT))
					.containsExactly("theirs");
				assertThatExceptionOfType(M2xNotFoundException.class)
					.isThrownBy(() -> consumer.devices.view(DeviceRef.id(theirs.id())).block(LIMIT));
				assertThatExceptionOfType(M2xNotFoundException.class)
					.isThrownBy(() -> consumer.plantDevices.view(DeviceRef.id(ours.id())).block(LIMIT));
			});
	}

	@Test
	void registryHasAllClientsByName() {
		this.runner
			.withPropertyValues("m2x.clients.plant.api-key=" + PLANT_KEY, "m2x.clients.office.retry.max-retries=0")
			.run((context) -> {
				M2xClients clients = context.getBean(M2xClients.class);
				assertThat(clients.names()).containsExactlyInAnyOrder("default", "plant", "office");
				assertThat(clients.get("default")).isSameAs(context.getBean("m2xClient"));
				assertThat(clients.get("plant")).isSameAs(context.getBean("plantM2xClient"))
					.extracting(M2xClient::name)
					.isEqualTo("plant");
				assertThat(context.getBean("plantM2xDevices")).isSameAs(clients.get("plant").devices());
				assertThat(clients.toString()).contains("127.0.0.1").doesNotContain(PLANT_KEY);
				assertThatExceptionOfType(M2xConfigurationException.class).isThrownBy(() -> clients.get("plnat"))
					.withMessage("There is no M2X client 'plnat'; there are: default, office, plant.");
			});
	}

	@Test
	void unqualifiedBeansBelongToDefaultClient() {
		this.runner.withPropertyValues("m2x.clients.plant.api-key=" + PLANT_KEY)
			.withUserConfiguration(Consumer.class)
			.run((context) -> {
				Consumer consumer = context.getBean(Consumer.class);
				assertThat(consumer.client.name()).isEqualTo("default");
				assertThat(consumer.devices).isSameAs(consumer.client.devices());
				assertThat(consumer.plant.name()).isEqualTo("plant");
				assertThat(consumer.plantDevices).isSameAs(consumer.plant.devices());
			});
	}

	@Test
	void namedClientsHaveBlockingServices() {
		this.runner.withPropertyValues("m2x.clients.plant.api-key=" + PLANT_KEY)
			.withUserConfiguration(BlockingConsumer.class)
			.run((context) -> {
				BlockingConsumer consumer = context.getBean(BlockingConsumer.class);
				assertThat(consumer.devices).isSameAs(context.getBean("m2xBlockingDevices"));
				assertThat(consumer.plant.reactive()).isSameAs(context.getBean("plantM2xClient"));
				assertThat(consumer.plantDevices).isSameAs(consumer.plant.devices())
					.isSameAs(context.getBean("plantM2xBlockingDevices"));
				consumer.devices.create(CreateDevice.named("ours"));
				consumer.plantDevices.create(CreateDevice.named("theirs"));
				assertThat(consumer.plantDevices.listAll(DeviceQuery.all()).map(Device::name))
					.containsExactly("theirs");
			});
	}

	@Test
	void defaultClientIsNotCreatedWithoutKey() {
		this.runner
			.withPropertyValues("m2x.base-url=http://localhost:1/v2", "m2x.clients.plant.api-key=" + PLANT_KEY,
					"m2x.clients.office.api-key=" + KEY, "m2x.clients.office.base-url=http://localhost:2/v2")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("m2xClient").doesNotHaveBean("m2xDevices");
				M2xClients clients = context.getBean(M2xClients.class);
				assertThat(clients.names()).containsExactlyInAnyOrder("plant", "office");
				assertThat(clients.get("plant").baseUrl()).hasToString("http://localhost:1/v2");
				assertThat(clients.get("office").baseUrl()).hasToString("http://localhost:2/v2");
			});
	}

	@Test
	void namedClientsInheritProperties() {
		try (M2xStubServer silent = M2xStubServer.start().respond((request, response) -> Mono.never())) {
			this.runner
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + silent.url(), "m2x.http.call-timeout=150ms",
						"m2x.clients.same.http.connect-timeout=1s", "m2x.clients.own.http.call-timeout=250ms")
				.run((context) -> {
					M2xClients clients = context.getBean(M2xClients.class);
					assertThatExceptionOfType(M2xTransportException.class)
						.isThrownBy(() -> clients.get("same").platform().status().block(LIMIT))
						.withMessageContaining("within 150 ms");
					assertThatExceptionOfType(M2xTransportException.class)
						.isThrownBy(() -> clients.get("own").platform().status().block(LIMIT))
						.withMessageContaining("within 250 ms");
				});
		}
	}

	@Test
	void eachClientHasItsOwnSourceOfTimestamps() {
		List<String> bodies = new CopyOnWriteArrayList<>();
		try (M2xStubServer server = M2xStubServer.start()
			.respond((request, response) -> request.receive()
				.aggregate()
				.asString()
				.doOnNext(bodies::add)
				.then(response.status(202)
					.header("Content-Type", "application/json")
					.sendString(Mono.just("{\"status\":\"accepted\"}"))
					.then()))) {
			ApplicationContextRunner accounts = this.runner.withPropertyValues("m2x.api-key=" + KEY,
					"m2x.base-url=" + server.url(), "m2x.clients.same.retry.max-retries=0");
			accounts.withPropertyValues("m2x.clients.own.values.timestamp=server")
				.run((context) -> assertThat(timed(context, bodies)).containsExactly(true, true, false));
			accounts.withPropertyValues("m2x.values.timestamp=server", "m2x.clients.own.values.timestamp=client")
				.run((context) -> assertThat(timed(context, bodies)).containsExactly(false, false, true));
		}
	}

	private static List<Boolean> timed(ApplicationContext context, List<String> bodies) {
		bodies.clear();
		M2xClients clients = context.getBean(M2xClients.class);
		for (String name : List.of("default", "same", "own")) {
			clients.get(name).values().write(DeviceRef.id("d"), "temperature", 21.5).block(LIMIT);
		}
		return bodies.stream().map((body) -> body.contains("timestamp")).toList();
	}

	@Test
	void defaultKeyIsSentToDefaultAddressOnly() {
		AtomicReference<String> received = new AtomicReference<>();
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			received.set(request.requestHeaders().get("X-M2X-KEY"));
			return response.sendString(Mono.just("{}"));
		})) {
			this.runner
				.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + server.url(),
						"m2x.clients.patient.http.call-timeout=5m")
				.run((context) -> {
					context.getBean(M2xClients.class).get("patient").platform().status().block(LIMIT);
					assertThat(received).hasValue(KEY);
				});
			this.runner.withPropertyValues("m2x.api-key=" + KEY, "m2x.clients.other.base-url=" + server.url())
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(M2xConfigurationException.class)
					.hasMessageContaining("'m2x.clients.other.api-key' is missing"));
		}
	}

	@Test
	void customizersApplyToEveryClientAndKnowItsName() {
		this.runner.withPropertyValues("m2x.clients.plant.api-key=" + PLANT_KEY)
			.withBean(M2xClientBuilderCustomizer.class,
					() -> (builder) -> builder.baseUrl("http://" + builder.name() + ".example/v2"))
			.run((context) -> {
				M2xClients clients = context.getBean(M2xClients.class);
				assertThat(clients.get("default").baseUrl()).hasToString("http://default.example/v2");
				assertThat(clients.get("plant").baseUrl()).hasToString("http://plant.example/v2");
			});
	}

	@Test
	void webClientCustomizersApplyToM2xOnly() {
		AtomicReference<String> received = new AtomicReference<>();
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			received.set(request.requestHeaders().get("X-Gateway"));
			return response.sendString(Mono.just("{}"));
		})) {
			this.runner.withPropertyValues("m2x.api-key=" + KEY, "m2x.base-url=" + server.url())
				.withBean(M2xWebClientCustomizer.class, () -> (builder) -> builder.defaultHeader("X-Gateway", "west"))
				.run((context) -> {
					context.getBean(M2xClient.class).platform().status().block(LIMIT);
					assertThat(received).hasValue("west");
				});
		}
	}

	@Test
	void embeddedServerHasAccountForEachKey() {
		this.runner
			.withPropertyValues("m2x.api-key=" + KEY, "m2x.clients.plant.api-key=" + PLANT_KEY,
					"m2x.clients.again.api-key=" + PLANT_KEY, "m2x.clients.ours.api-key=" + KEY)
			.run((context) -> {
				assertThat(context.getBean(M2xServer.class).masterKey("plant")).isEqualTo(PLANT_KEY);
				M2xClients clients = context.getBean(M2xClients.class);
				Device device = clients.get("plant").devices().create(CreateDevice.named("d")).block(LIMIT);
				assertThat(clients.get("again").devices().view(device.ref()).block(LIMIT).name()).isEqualTo("d");
				assertThat(clients.get("ours").devices().list(DeviceQuery.all()).block(LIMIT).items()).isEmpty();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Consumer {

		private final M2xClient client;

		private final M2xDevices devices;

		private final M2xClient plant;

		private final M2xDevices plantDevices;

		Consumer(M2xClient client, M2xDevices devices, @Qualifier("plant") M2xClient plant,
				@Qualifier("plant") M2xDevices plantDevices) {
			this.client = client;
			this.devices = devices;
			this.plant = plant;
			this.plantDevices = plantDevices;
		}

	}

	static class BlockingConsumer {

		private final M2xBlockingDevices devices;

		private final M2xBlockingClient plant;

		private final M2xBlockingDevices plantDevices;

		BlockingConsumer(M2xBlockingDevices devices, @Qualifier("plant") M2xBlockingClient plant,
				@Qualifier("plant") M2xBlockingDevices plantDevices) {
			this.devices = devices;
			this.plant = plant;
			this.plantDevices = plantDevices;
		}

	}

}
