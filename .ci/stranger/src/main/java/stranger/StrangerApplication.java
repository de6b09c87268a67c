package stranger;

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

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class StrangerApplication {

	public static void main(String[] args) {
		SpringApplication.run(StrangerApplication.class, args);
	}

	@Bean
	CommandLineRunner prove(M2xClient client, M2xPlatform platform, M2xDevices devices, M2xStreams streams,
			M2xValues values, M2xLocations locations, ReactiveHealthContributorRegistry health) {
		return (arguments) -> {
			Device device = devices.create(CreateDevice.named("Stranger")).block();
			streams.createOrUpdate(device.id(), "t", StreamDefinition.numeric()).block();
			values.write(device.id(), "t", 21.5).block();
			locations.update(device.id(), LocationUpdate.of(48.1, 11.5)).block();
			System.out.println("PROOF read back " + values.list(device.id(), "t", ValuesQuery.latest()).block().values().get(0).value());
			System.out.println("PROOF platform " + platform.status().block().api() + " at " + client.baseUrl());
			ReactiveHealthIndicator indicator = (ReactiveHealthIndicator) health.getContributor("m2x");
			System.out.println("PROOF health m2x " + indicator.health(false).block().getStatus());
		};
	}

}
