package io.m2x.client.aot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingCharts;
import io.m2x.client.blocking.M2xBlockingCollections;
import io.m2x.client.blocking.M2xBlockingCommands;
import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.blocking.M2xBlockingDistributions;
import io.m2x.client.blocking.M2xBlockingIntegrations;
import io.m2x.client.blocking.M2xBlockingJobs;
import io.m2x.client.blocking.M2xBlockingKeys;
import io.m2x.client.blocking.M2xBlockingLocations;
import io.m2x.client.blocking.M2xBlockingPlatform;
import io.m2x.client.blocking.M2xBlockingStreams;
import io.m2x.client.blocking.M2xBlockingTriggers;
import io.m2x.client.blocking.M2xBlockingValues;
import io.m2x.client.charts.Chart;
import io.m2x.client.charts.ChartDefinition;
import io.m2x.client.charts.M2xCharts;
import io.m2x.client.collections.CreateCollection;
import io.m2x.client.collections.DeviceCollection;
import io.m2x.client.collections.M2xCollections;
import io.m2x.client.collections.UpdateCollection;
import io.m2x.client.commands.Command;
import io.m2x.client.commands.M2xCommands;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.commands.SentCommand;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.GeoPoint;
import io.m2x.client.devices.LoggedRequest;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.distributions.AddDevice;
import io.m2x.client.distributions.CreateDistribution;
import io.m2x.client.distributions.Distribution;
import io.m2x.client.distributions.M2xDistributions;
import io.m2x.client.distributions.UpdateDistribution;
import io.m2x.client.integrations.CreateIntegration;
import io.m2x.client.integrations.Integration;
import io.m2x.client.integrations.M2xIntegrations;
import io.m2x.client.integrations.UpdateIntegration;
import io.m2x.client.internal.MetadataEndpoint;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.keys.AccessKey;
import io.m2x.client.keys.CreateKey;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.keys.UpdateKey;
import io.m2x.client.locations.Location;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.model.StreamValue;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.platform.PlatformStatus;
import io.m2x.client.platform.ServerTime;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.triggers.M2xTriggers;
import io.m2x.client.triggers.Trigger;
import io.m2x.client.triggers.TriggerDefinition;
import io.m2x.client.triggers.TriggerNotification;
import io.m2x.client.values.DataPoints;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.Sampling;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesSearch;

/**
 * Registers {@link RuntimeHintsRegistrar runtime hints} for all types that the client
 * reads from JSON or writes as JSON, and for its blocking services, so it works in a
 * native image.
 *
 * @since 0.1.0
 */
public class M2xClientRuntimeHints implements RuntimeHintsRegistrar {

	// Types that these refer to are found from here.
	private static final List<Class<?>> WIRE_TYPES = List.of(AccessKey.class, AddDevice.class, Chart.class,
			ChartDefinition.class, Command.class, CreateCollection.class, CreateDevice.class, CreateDistribution.class,
			CreateIntegration.class, CreateKey.class, DataPoints.class, DataStream.class, Device.class,
			DeviceCollection.class, DeviceDataPoints.class, DeviceReading.class, Distribution.class, GeoPoint.class,
			Integration.class, Job.class, Location.class, LocationUpdate.class, LoggedRequest.class,
			PlatformStatus.class, Sampling.class, SendCommand.class, SentCommand.class, ServerTime.class,
			StreamDefinition.class, StreamStats.class, Trigger.class, TriggerDefinition.class,
			TriggerNotification.class, UpdateCollection.class, UpdateDevice.class, UpdateDistribution.class,
			UpdateIntegration.class, UpdateKey.class, ValuesSearch.class);

	// Their nested records are JSON, and package-private.
	private static final List<Class<?>> OWNERS_OF_WIRE_TYPES = List.of(M2xIntegrations.class, M2xStreams.class,
			MetadataEndpoint.class, StreamStats.class);

	// Their proxies find the methods of their twins by name.
	private static final Map<Class<?>, Class<?>> BLOCKING_SERVICES = Map.ofEntries(
			Map.entry(M2xBlockingCharts.class, M2xCharts.class),
			Map.entry(M2xBlockingCollections.class, M2xCollections.class),
			Map.entry(M2xBlockingCommands.class, M2xCommands.class),
			Map.entry(M2xBlockingDevices.class, M2xDevices.class),
			Map.entry(M2xBlockingDistributions.class, M2xDistributions.class),
			Map.entry(M2xBlockingIntegrations.class, M2xIntegrations.class),
			Map.entry(M2xBlockingJobs.class, M2xJobs.class), Map.entry(M2xBlockingKeys.class, M2xKeys.class),
			Map.entry(M2xBlockingLocations.class, M2xLocations.class),
			Map.entry(M2xBlockingPlatform.class, M2xPlatform.class),
			Map.entry(M2xBlockingStreams.class, M2xStreams.class),
			Map.entry(M2xBlockingTriggers.class, M2xTriggers.class),
			Map.entry(M2xBlockingValues.class, M2xValues.class));

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		WIRE_TYPES.forEach((type) -> this.binding.registerReflectionHints(hints.reflection(), type));
		OWNERS_OF_WIRE_TYPES.stream()
			.flatMap((owner) -> Arrays.stream(owner.getDeclaredClasses()))
			.filter(Class::isRecord)
			.forEach((type) -> this.binding.registerReflectionHints(hints.reflection(), type));
		// They inherit the annotation on the method that returns their JSON form.
		for (Class<?> value : StreamValue.class.getPermittedSubclasses()) {
			this.binding.registerReflectionHints(hints.reflection(), value);
			hints.reflection().registerType(value, MemberCategory.INVOKE_PUBLIC_METHODS);
		}
		BLOCKING_SERVICES.forEach((blocking, twin) -> {
			hints.proxies().registerJdkProxy(blocking);
			hints.reflection().registerType(blocking, MemberCategory.INVOKE_PUBLIC_METHODS);
			hints.reflection().registerType(twin, MemberCategory.INVOKE_PUBLIC_METHODS);
		});
		hints.resources().registerPattern(M2xClient.class.getPackageName().replace('.', '/') + "/version.properties");
	}

}
