package stranger;

import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.stereotype.Component;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.ValuesQuery;

@Component
class Proof implements CommandLineRunner {

	private final M2xClient client;

	private final M2xPlatform platform;

	private final M2xDevices devices;

	private final M2xDevices plantDevices;

	private final M2xStreams streams;

	private final M2xValues values;

	private final M2xLocations locations;

	private final ReactiveHealthContributorRegistry health;

	Proof(M2xClient client, M2xPlatform platform, M2xDevices devices, @Qualifier("plant") M2xDevices plantDevices,
			M2xStreams streams, M2xValues values, M2xLocations locations, ReactiveHealthContributorRegistry health) {
		this.client = client;
		this.platform = platform;
		this.devices = devices;
		this.plantDevices = plantDevices;
		this.streams = streams;
		this.values = values;
		this.locations = locations;
		this.health = health;
	}

	@Override
	public void run(String... arguments) {
		Device device = this.devices.create(CreateDevice.named("Stranger")).block();
		this.streams.createOrUpdate(device.ref(), "t", StreamDefinition.numeric()).block();
		this.values.write(device.ref(), "t", 21.5).block();
		this.locations.update(device.ref(), LocationUpdate.of(48.1, 11.5)).block();
		System.out.println("PROOF read back "
				+ this.values.list(device.ref(), "t", ValuesQuery.latest()).block().values().get(0).value());
		System.out.println("PROOF platform " + this.platform.status().block().api() + " at " + this.client.baseUrl());
		System.out.println("PROOF client plant reads " + this.plantDevices.view(device.ref()).block().name());
		System.out.println("PROOF health m2x " + status(this.health.getContributor("m2x")));
	}

	private static String status(ReactiveHealthContributor contributor) {
		if (contributor instanceof ReactiveHealthIndicator indicator) {
			return indicator.health(false).block().getStatus().toString();
		}
		return ((CompositeReactiveHealthContributor) contributor).stream()
			.map((entry) -> status(entry.contributor()))
			.collect(Collectors.joining(" and "));
	}

}
