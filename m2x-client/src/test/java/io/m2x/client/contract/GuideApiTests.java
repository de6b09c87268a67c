package io.m2x.client.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.charts.ChartDefinition;
import io.m2x.client.charts.ImageOptions;
import io.m2x.client.collections.CreateCollection;
import io.m2x.client.collections.DeviceCollection;
import io.m2x.client.commands.CommandQuery;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.commands.SentCommand;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSearch;
import io.m2x.client.devices.GeoPoint;
import io.m2x.client.distributions.AddDevice;
import io.m2x.client.distributions.CreateDistribution;
import io.m2x.client.jobs.JobWait;
import io.m2x.client.keys.AccessKey;
import io.m2x.client.keys.CreateKey;
import io.m2x.client.keys.KeyPermission;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.triggers.Trigger;
import io.m2x.client.triggers.TriggerCondition;
import io.m2x.client.triggers.TriggerDefinition;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ExportRow;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code with which the guide shows the resources beyond devices and their values; it
 * is taken from here.
 */
class GuideApiTests extends ContractTests {

	private static final Instant MEASURED_AT = Instant.parse("2026-03-05T08:15:30.250Z");

	private Device device;

	@BeforeEach
	void createDevice() {
		this.device = newDevice();
		get(this.client.streams()
			.createOrUpdateAll(this.device.ref(),
					Map.of("temperature", StreamDefinition.numeric(), "humidity", StreamDefinition.numeric())));
		get(this.client.values()
			.write(this.device.ref(),
					DeviceReading.at(MEASURED_AT)
						.with("temperature", 31.5)
						.with("humidity", 64)
						.withLocation(LocationUpdate.of(48.137, 11.575))));
		get(this.client.devices().updateMetadataField(this.device.ref(), "room_name", "Cold storage B"));
	}

	@Test
	void devicesAreSearchedFor() {
		// tag::search[]
		Flux<Device> hotAndNear = this.client.devices()
			.searchAll(DeviceSearch.create()
				.whereStream("temperature", ValueCondition.greaterThan(30))
				.whereMetadata("room_name", "cold")
				.withinKilometers(GeoPoint.of(48.1, 11.5), 10)
				.show(DeviceQuery.all().withStreamValues("temperature")));
		// end::search[]
		assertThat(hotAndNear.map(Device::id).collectList().block(Duration.ofSeconds(20))).contains(this.device.id());
	}

	@Test
	void valuesAreSearchedFor() {
		String id = this.device.id();
		// tag::values-search[]
		Mono<DeviceDataPoints> hotAndDry = this.client.values()
			.search(DeviceRef.id(id),
					ValuesSearch.of("temperature", "humidity")
						.where("temperature", ValueCondition.atLeast(30))
						.where("humidity", ValueCondition.lessThan(70)));
		// end::values-search[]
		assertThat(get(hotAndDry).values()).hasSize(1);
	}

	@Test
	void valuesAreExported() {
		String id = this.device.id();
		// tag::export[]
		Flux<ExportRow> rows = this.client.values()
			.exportCsv(DeviceRef.id(id),
					ExportQuery.all()
						.withStreams("temperature")
						.withJobWait(JobWait.defaults().withTimeout(Duration.ofMinutes(5))));
		Mono<Double> hottest = rows.map((row) -> row.values().get("temperature").asDouble()).reduce(Math::max);
		// end::export[]
		assertThat(get(hottest)).isEqualTo(31.5);
	}

	@Test
	void commandsAreSentAndAcknowledged() {
		String id = this.device.id();
		// tag::send[]
		Mono<String> commandId = this.client.commands()
			.send(SendCommand.toDevices("OPEN_VENT", id).withData(Map.of("angle", "40")));
		// end::send[]
		String sent = get(commandId);
		String deviceKey = this.device.key();
		// tag::process[]
		M2xClient asDevice = this.client.withApiKey(deviceKey);
		Flux<Void> processed = asDevice.commands()
			.listForDevice(DeviceRef.id(id), CommandQuery.pending())
			.flatMapIterable((page) -> page.items())
			.concatMap(
					(command) -> asDevice.commands().process(DeviceRef.id(id), command.id(), Map.of("took_ms", "220")));
		// end::process[]
		processed.blockLast(Duration.ofSeconds(20));
		// tag::deliveries[]
		Mono<SentCommand> responded = this.client.commands().view(sent);
		// end::deliveries[]
		assertThat(get(responded).deliveries().get(id).responseData()).isEqualTo(Map.of("took_ms", "220"));
	}

	@Test
	void triggersAreSet() {
		String id = this.device.id();
		// tag::trigger[]
		Mono<Trigger> tooHot = this.client.triggers()
			.create(DeviceRef.id(id),
					TriggerDefinition.named("too hot")
						.when("temperature", TriggerCondition.greaterThan(30).resetAt(28))
						.withCallbackUrl("https://hooks.example.net/m2x")
						.withNotifyOnReset(true));
		// end::trigger[]
		assertThat(get(tooHot).conditions()).containsKey("temperature");
	}

	@Test
	void devicesAreGrouped() {
		String id = this.device.id();
		// tag::collections[]
		Mono<DeviceCollection> bavaria = this.client.collections()
			.create(CreateCollection.named("Bavaria").withTags("south"))
			.delayUntil((collection) -> this.client.collections().addDevice(collection.id(), id));
		// end::collections[]
		assertThat(get(bavaria.flatMap((collection) -> this.client.collections().view(collection.id()))).devices())
			.isEqualTo(1);
		String serial = unique("GH-0008");
		// tag::distributions[]
		Mono<Device> fromKit = this.client.distributions()
			.create(CreateDistribution.named("Greenhouse kit"))
			.delayUntil((kit) -> this.client.distributions()
				.createOrUpdateStream(kit.id(), "temperature", StreamDefinition.numeric()))
			.flatMap((kit) -> this.client.distributions().addDevice(kit.id(), AddDevice.serial(serial)));
		// end::distributions[]
		assertThat(get(fromKit).name()).isEqualTo("Greenhouse kit");
	}

	@Test
	void keysAreMade() {
		String id = this.device.id();
		// tag::keys[]
		Mono<AccessKey> dashboard = this.client.keys()
			.create(CreateKey.forStream("Dashboard", id, "temperature", KeyPermission.GET)
				.withExpiry(Instant.now().plus(Duration.ofDays(365)))
				.withOrigins("192.0.2.7"));
		// end::keys[]
		assertThat(get(dashboard).permissions()).isEqualTo(List.of(KeyPermission.GET));
	}

	@Test
	void chartsAreDrawn() {
		String id = this.device.id();
		// tag::charts[]
		Mono<byte[]> image = this.client.charts()
			.create(ChartDefinition.of("Climate", id, "temperature").and(id, "humidity"))
			.flatMap((chart) -> this.client.charts().png(chart.id(), ImageOptions.ofSize(900, 420)));
		// end::charts[]
		assertThat(get(image)).startsWith(0x89, 'P', 'N', 'G');
	}

}
