package io.m2x.spring.boot;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that data, health and metrics of two accounts are separate.
 */
@AutoConfigureMetrics
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "m2x.clients.plant.api-key=fedcba9876543210fedcba9876543210", "spring.jmx.enabled=true" })
class TwoAccountsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Autowired
	private M2xDevices devices;

	@Autowired
	@Qualifier("plant")
	private M2xDevices plantDevices;

	@Autowired
	private HealthEndpoint health;

	@Autowired
	private MeterRegistry meters;

	@Test
	void devicesDoNotMix() {
		this.devices.create(CreateDevice.named("ours")).block(LIMIT);
		this.plantDevices.create(CreateDevice.named("theirs")).block(LIMIT);
		assertThat(this.devices.listAll(DeviceQuery.all()).map(Device::name).collectList().block(LIMIT))
			.containsOnly("ours");
		assertThat(this.plantDevices.listAll(DeviceQuery.all()).map(Device::name).collectList().block(LIMIT))
			.containsOnly("theirs");
	}

	@Test
	void clientsAreInjectedByName(@Autowired Report report) {
		this.plantDevices.create(CreateDevice.named("theirs")).block(LIMIT);
		assertThat(report.names().block(LIMIT)).containsOnlyKeys("default", "plant")
			.satisfies((names) -> assertThat(names.get("plant")).containsOnly("theirs"));
	}

	@Test
	void eachHasItsHealthEntry() {
		CompositeHealthDescriptor descriptor = (CompositeHealthDescriptor) this.health.healthForPath("m2x");
		assertThat(descriptor.getComponents()).containsOnlyKeys("default", "plant")
			.allSatisfy((name, component) -> assertThat(component.getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void eachHasItsMetricTag() {
		this.devices.list(DeviceQuery.all()).block(LIMIT);
		long before = count("plant");
		this.plantDevices.list(DeviceQuery.all()).block(LIMIT);
		assertThat(count("plant")).isEqualTo(before + 1);
		assertThat(count("default")).isPositive();
	}

	private long count(String client) {
		return this.meters.find("m2x.client")
			.tag("m2x.client", client)
			.tag("m2x.operation", "devices.list")
			.timers()
			.stream()
			.mapToLong((timer) -> timer.count())
			.sum();
	}

	// tag::clients[]
	@Component
	static class Report {

		private final M2xDevices devices;

		private final M2xDevices plantDevices;

		Report(M2xDevices devices, @Qualifier("plant") M2xDevices plantDevices) {
			this.devices = devices;
			this.plantDevices = plantDevices;
		}

		Mono<Map<String, List<String>>> names() {
			return Mono.zip(namesOf(this.devices), namesOf(this.plantDevices),
					(ours, theirs) -> Map.of("default", ours, "plant", theirs));
		}

		private static Mono<List<String>> namesOf(M2xDevices devices) {
			return devices.listAll(DeviceQuery.all()).map(Device::name).collectList();
		}

	}
	// end::clients[]

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Report.class)
	static class Application {

	}

}
