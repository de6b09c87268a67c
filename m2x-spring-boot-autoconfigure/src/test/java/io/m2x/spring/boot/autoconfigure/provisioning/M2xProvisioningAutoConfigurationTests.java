package io.m2x.spring.boot.autoconfigure.provisioning;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.streams.StreamType;
import io.m2x.client.streams.StreamUnit;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.M2xServicesAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.embedded.M2xEmbeddedAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.provisioning.M2xProvisioningProperties.DeviceProperties;
import io.m2x.spring.boot.autoconfigure.provisioning.M2xProvisioningProperties.StreamProperties;
import io.m2x.spring.boot.autoconfigure.provisioning.M2xProvisioningProperties.UnitProperties;
import io.m2x.spring.boot.provisioning.M2xDeviceProvisionedEvent;
import io.m2x.spring.boot.provisioning.M2xProvisioner;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class M2xProvisioningAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private static final String[] NORTH = { "m2x.provisioning.enabled=true",
			"m2x.provisioning.devices.north.serial=GH-1", "m2x.provisioning.devices.north.name=Greenhouse 1",
			"m2x.provisioning.devices.north.description=By the lake",
			"m2x.provisioning.devices.north.visibility=public", "m2x.provisioning.devices.north.status=disabled",
			"m2x.provisioning.devices.north.tags=greenhouse,pilot",
			"m2x.provisioning.devices.north.metadata.room_name=cold",
			"m2x.provisioning.devices.north.streams.air_temperature.display-name=Air",
			"m2x.provisioning.devices.north.streams.air_temperature.unit.label=degree Celsius",
			"m2x.provisioning.devices.north.streams.air_temperature.unit.symbol=°C",
			"m2x.provisioning.devices.north.streams.vent.type=alphanumeric",
			"m2x.provisioning.devices.north.streams.humidity=",
			"m2x.provisioning.devices.north.streams.mode=alphanumeric" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(M2xEmbeddedAutoConfiguration.class, M2xAutoConfiguration.class,
				M2xServicesAutoConfiguration.class, M2xProvisioningAutoConfiguration.class))
		.withUserConfiguration(Listening.class);

	private static List<M2xDeviceProvisionedEvent> events(ApplicationContext context) {
		return context.getBean(Listening.class).events;
	}

	@Test
	void provisioningIsOffByDefault() {
		this.runner.withPropertyValues("m2x.provisioning.devices.north.serial=GH-1")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(M2xProvisioner.class));
		this.runner.withPropertyValues(NORTH)
			.withPropertyValues("m2x.provisioning.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(M2xProvisioner.class));
	}

	@Test
	void configuredDevicesAreProvisioned(CapturedOutput output) {
		this.runner.withPropertyValues(NORTH)
			.withPropertyValues("m2x.provisioning.devices.south.serial=GH-2")
			.run((context) -> {
				await().until(() -> context.getBean(Listening.class).devices.size() == 2);
				await().until(() -> events(context).size() == 2);
				Device north = context.getBean(M2xDevices.class).view(DeviceRef.serial("GH-1")).block(LIMIT);
				assertThat(events(context).get(0)).isEqualTo(new M2xDeviceProvisionedEvent("north", "default", north));
				assertThat(north.name()).isEqualTo("Greenhouse 1");
				assertThat(north.description()).isEqualTo("By the lake");
				assertThat(north.visibility()).isEqualTo(Visibility.PUBLIC);
				assertThat(north.status()).isEqualTo(ResourceStatus.DISABLED);
				assertThat(north.tags()).containsExactlyInAnyOrder("greenhouse", "pilot");
				assertThat(north.metadata()).isEqualTo(Map.of("room_name", "cold"));
				Map<String, DataStream> streams = context.getBean(M2xClient.class)
					.streams()
					.listByName(north.ref())
					.block(LIMIT);
				assertThat(streams).containsOnlyKeys("air_temperature", "vent", "humidity", "mode");
				assertThat(streams.get("air_temperature").type()).isEqualTo(StreamType.NUMERIC);
				assertThat(streams.get("air_temperature").displayName()).isEqualTo("Air");
				assertThat(streams.get("air_temperature").unit()).isEqualTo(new StreamUnit("degree Celsius", "°C"));
				assertThat(streams.get("humidity").type()).isEqualTo(StreamType.NUMERIC);
				assertThat(streams.get("vent").type()).isEqualTo(StreamType.ALPHANUMERIC);
				assertThat(streams.get("mode").type()).isEqualTo(StreamType.ALPHANUMERIC);
				Device south = context.getBean(M2xDevices.class).view(DeviceRef.serial("GH-2")).block(LIMIT);
				assertThat(south.name()).isEqualTo("GH-2");
				assertThat(south.visibility()).isEqualTo(Visibility.PRIVATE);
				assertThat(output).contains("M2X device 'north' (serial GH-1) is provisioned: id " + north.id())
					.doesNotContain("could not be provisioned");
			});
	}

	@Test
	void devicesAreProvisionedInAccountOfTheirClient() {
		try (M2xServer server = M2xServer.builder().account("plant", "f".repeat(32)).masterKey(KEY).start()) {
			this.runner
				.withPropertyValues("m2x.base-url=" + server.url(), "m2x.api-key=" + KEY,
						"m2x.clients.plant.api-key=" + "f".repeat(32), "m2x.provisioning.enabled=true",
						"m2x.provisioning.devices.a.serial=GH-1", "m2x.provisioning.devices.b.serial=GH-1",
						"m2x.provisioning.devices.b.client=plant", "m2x.provisioning.devices.b.name=of the plant")
				.run((context) -> {
					await().until(() -> events(context).size() == 2);
					assertThat(events(context)).extracting(M2xDeviceProvisionedEvent::client)
						.containsExactlyInAnyOrder("default", "plant");
					M2xClient plant = M2xClient.builder().baseUrl(server.url()).apiKey("f".repeat(32)).build();
					assertThat(plant.devices().view(DeviceRef.serial("GH-1")).block(LIMIT).name())
						.isEqualTo("of the plant");
				});
		}
	}

	@Test
	void applicationStartsWhileM2xIsDownAndProvisionsWhenItIsUp(CapturedOutput output) {
		M2xServer before = M2xServer.builder().masterKey(KEY).start();
		before.stop();
		this.runner.withPropertyValues(NORTH)
			.withPropertyValues("m2x.base-url=" + before.url(), "m2x.api-key=" + KEY,
					"m2x.provisioning.devices.south.serial=GH-2")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				String reason = "The devices of the M2X client 'default' at " + before.url()
						+ " could not be provisioned and will be retried: devices.view failed: ";
				await().until(() -> output.toString().contains(reason));
				assertThat(events(context)).isEmpty();
				try (M2xServer server = M2xServer.builder().masterKey(KEY).port(before.port()).start()) {
					await().atMost(LIMIT).until(() -> events(context).size() == 2);
				}
				assertThat(StringUtils.countOccurrencesOf(output.toString(), reason)).isEqualTo(1);
				assertThat(output).doesNotContain(KEY);
			});
	}

	@Test
	void failingDeviceDoesNotBlockOthers(CapturedOutput output) {
		try (M2xServer server = M2xServer.builder().masterKey(KEY).start()) {
			M2xClient client = M2xClient.builder().baseUrl(server.url()).apiKey(KEY).build();
			Device device = client.devices().create(CreateDevice.named("n").withSerial("GH-1")).block(LIMIT);
			client.streams().createOrUpdate(device.ref(), "vent", StreamDefinition.numeric()).block(LIMIT);
			this.runner.withPropertyValues(NORTH)
				.withPropertyValues("m2x.base-url=" + server.url(), "m2x.api-key=" + KEY,
						"m2x.provisioning.devices.south.serial=GH-2")
				.run((context) -> {
					await().until(() -> events(context).size() == 1);
					assertThat(events(context).get(0).name()).isEqualTo("south");
					assertThat(output).contains("The M2X device 'north' (serial GH-1) could not be provisioned and will"
							+ " be retried: devices.ensure failed: stream 'vent' of device id " + device.id()
							+ " is numeric but should be alphanumeric");
					client.streams().delete(device.ref(), "vent").block(LIMIT);
					await().atMost(LIMIT).until(() -> events(context).size() == 2);
					assertThat(client.devices().listAll(DeviceQuery.all()).count().block(LIMIT)).isEqualTo(2);
				});
		}
	}

	@Test
	void activeRequestIsCancelledOnShutdown() {
		List<String> requests = new CopyOnWriteArrayList<>();
		List<String> cancelled = new CopyOnWriteArrayList<>();
		try (M2xStubServer server = M2xStubServer.start().respond((request, response) -> {
			requests.add(request.uri());
			request.withConnection(
					(connection) -> connection.onTerminate().subscribe(null, null, () -> cancelled.add(request.uri())));
			return Mono.never();
		})) {
			this.runner.withPropertyValues(NORTH)
				.withPropertyValues("m2x.base-url=" + server.url(), "m2x.api-key=" + KEY)
				.run((context) -> {
					await().until(() -> !requests.isEmpty());
					M2xProvisioner provisioner = context.getBean(M2xProvisioner.class);
					assertThat(provisioner.isRunning()).isTrue();
					context.getSourceApplicationContext().close();
					assertThat(provisioner.isRunning()).isFalse();
					await().until(() -> cancelled.size() == 1);
				});
			assertThat(requests).hasSize(1);
		}
	}

	@Test
	void failingListenerDoesNotBlockProvisioning(CapturedOutput output) {
		this.runner.withPropertyValues(NORTH).withUserConfiguration(Failing.class).run((context) -> {
			await().until(() -> output.toString().contains("A listener of M2xDeviceProvisionedEvent failed"));
			await().until(() -> events(context).size() == 1);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					name=x             | The serial of the device 'south' is not set
					serial=${GONE}     | refers to a variable, with ${...}, that has no value
					serial=GH-1        | The value 'GH-1' of the property 'm2x.provisioning.devices.south.serial' can't be used
					client=plant       | There is no M2X client 'plant'; there are: default.
					name=              | The value '' of the property 'm2x.provisioning.devices.south.name' can't be used
					tags[0]=a,b        | The value 'a,b' of the property 'm2x.provisioning.devices.south.tags' can't be used
					visibility=unknown | it must be private or public
					status=unknown     | it must be enabled or disabled
					metadata.Room=x    | The value 'Room' of the property 'm2x.provisioning.devices.south.metadata' can't be used
					streams[a b].type=numeric | the name of a stream has letters, digits, _, - and . only
					streams.t.type=unknown    | it must be numeric or alphanumeric
					""")
	void invalidPropertyFailsStart(String setting, String message) {
		this.runner.withPropertyValues(NORTH)
			.withPropertyValues(setting.startsWith("name=x") ? "a=b" : "m2x.provisioning.devices.south.serial=GH-2",
					"m2x.provisioning.devices.south." + setting)
			.run((context) -> assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining(message));
	}

	@Test
	void unknownPropertyFailsStart() {
		this.runner.withPropertyValues(NORTH)
			.withPropertyValues("m2x.provisioning.devices.north.nmae=Greenhouse")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("m2x.provisioning.devices.north.nmae"));
	}

	@Test
	void everyDevicePropertyIsInGuide() throws IOException {
		String guide = Files.readString(Path.of("../docs/guide/spring-boot.adoc"));
		for (Class<?> type : List.of(DeviceProperties.class, StreamProperties.class, UnitProperties.class)) {
			for (RecordComponent component : type.getRecordComponents()) {
				String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
				assertThat(guide).containsPattern("\\n\\|.*[`.]" + name + "[`.].*\\|");
			}
		}
	}

	@Test
	void devicePropertiesAreKnown(CapturedOutput output) {
		this.runner.withPropertyValues(NORTH)
			.run((context) -> assertThat(output).doesNotContain("Unknown properties that have no effect"));
		this.runner.withPropertyValues("m2x.provisioning.enabld=true")
			.run((context) -> assertThat(output).contains("did you mean 'm2x.provisioning.enabled'?"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		private final List<M2xDeviceProvisionedEvent> events = new CopyOnWriteArrayList<>();

		private final Map<String, DeviceRef> devices = new ConcurrentHashMap<>();

		@EventListener
		void collect(M2xDeviceProvisionedEvent event) {
			this.events.add(event);
		}

		// tag::event[]
		@EventListener
		void provisioned(M2xDeviceProvisionedEvent event) {
			this.devices.put(event.name(), event.device().ref());
		}
		// end::event[]

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		FailingListener failingListener() {
			return new FailingListener();
		}

	}

	static class FailingListener {

		@EventListener
		void provisioned(M2xDeviceProvisionedEvent event) {
			throw new IllegalStateException("no");
		}

	}

}
