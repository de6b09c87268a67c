package io.m2x.client.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code that the guide shows; it is taken from here.
 */
class GuideTests extends ContractTests {

	@Test
	void clientWithoutSpringBoot() {
		String key = SERVER.masterKey();
		String url = SERVER.url();
		// tag::client[]
		M2xClient client = M2xClient.builder().baseUrl(url).apiKey(key).callTimeout(Duration.ofSeconds(10)).build();
		// end::client[]
		assertThat(get(client.platform().status()).isApiOk()).isTrue();
	}

	@Test
	void deviceIsRegisteredOnce() {
		String serial = unique("GH-0007");
		// tag::register[]
		Mono<Device> device = this.client.devices()
			.view(DeviceRef.serial(serial))
			.onErrorResume(M2xNotFoundException.class, (ex) -> this.client.devices()
				.create(CreateDevice.named("Greenhouse north").withSerial(serial).withTags("greenhouse", "pilot")));
		// end::register[]
		assertThat(get(device).id()).isEqualTo(get(device).id());
	}

	@Test
	void valuesAreWrittenAndRead() {
		String id = newDevice().id();
		Instant measuredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		// tag::write[]
		Mono<Void> written = this.client.streams()
			.createOrUpdateAll(DeviceRef.id(id),
					Map.of("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C"), "vent",
							StreamDefinition.alphanumeric()))
			.then(this.client.values()
				.write(DeviceRef.id(id), DeviceReading.at(measuredAt).with("temperature", 21.5).with("vent", "open")));
		// end::write[]
		get(written);
		// tag::read[]
		Mono<List<DataPoint>> lastHour = this.client.values()
			.list(DeviceRef.id(id), "temperature", ValuesQuery.last(Duration.ofHours(1)).withLimit(1000))
			.map((points) -> points.values());
		Mono<StreamStats> stats = this.client.values().stats(DeviceRef.id(id), "temperature", ValuesQuery.latest());
		Mono<List<DataPoint>> everyMinute = this.client.values()
			.sampling(DeviceRef.id(id), "temperature", SamplingType.AVG, 60,
					ValuesQuery.since(measuredAt.minusSeconds(600)))
			.map((sampling) -> sampling.values());
		// end::read[]
		// tag::read-all[]
		Flux<DataPoint> everything = this.client.values()
			.listAll(DeviceRef.id(id), "temperature", ValuesQuery.since(measuredAt), SortDirection.ASC);
		// end::read-all[]
		assertThat(get(everything.count())).isEqualTo(1);
		assertThat(get(lastHour)).containsExactly(DataPoint.of(measuredAt, 21.5));
		assertThat(get(stats).max()).hasValue(21.5);
		assertThat(get(everyMinute)).hasSize(1);
	}

	@Test
	void linesOfADeviceAreWrittenAsTheyCome() {
		DeviceRef device = newDevice().ref();
		get(this.client.streams().createOrUpdate(device, "temperature", StreamDefinition.numeric()));
		Flux<String> lines = Flux.just("2026-03-05T08:15:30Z,21.5", "21.75");
		// tag::write-flux[]
		Mono<Void> written = this.client.values().writeAll(device, "temperature", lines.map(DataPoint::parse));
		// end::write-flux[]
		get(written);
		assertThat(get(this.client.values().stats(device, "temperature", ValuesQuery.latest())).count()).isEqualTo(2);
	}

	@Test
	void allDevicesAreRead() {
		newDevice();
		// tag::list[]
		Mono<Long> thermometers = this.client.devices()
			.listAll(DeviceQuery.all().withStreamValues())
			.filter((device) -> device.streamValues().containsKey("temperature"))
			.count();
		// end::list[]
		assertThat(get(thermometers)).isNotNegative();
	}

	@Test
	void failuresAreToldApart() {
		List<String> said = new ArrayList<>();
		Mono<Void> call = this.client.values().write(DeviceRef.id("0".repeat(32)), "temperature", 21.5);
		// tag::failures[]
		Mono<Void> guarded = call
			.onErrorResume(M2xNotFoundException.class,
					(ex) -> Mono.fromRunnable(() -> said.add("No such device or stream")))
			.onErrorResume(M2xValidationException.class,
					(ex) -> Mono.fromRunnable(() -> said.add("Refused: " + ex.errors())))
			.onErrorResume(M2xTransportException.class,
					(ex) -> Mono.fromRunnable(() -> said.add("M2X can't be reached")));
		// end::failures[]
		get(guarded);
		assertThat(said).containsExactly("No such device or stream");
	}

}
