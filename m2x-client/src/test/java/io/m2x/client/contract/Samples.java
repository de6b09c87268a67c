package io.m2x.client.contract;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import io.m2x.client.charts.ChartDefinition;
import io.m2x.client.charts.ImageOptions;
import io.m2x.client.collections.CollectionQuery;
import io.m2x.client.collections.CreateCollection;
import io.m2x.client.collections.UpdateCollection;
import io.m2x.client.commands.CommandQuery;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceDefinition;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSearch;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.distributions.AddDevice;
import io.m2x.client.distributions.CreateDistribution;
import io.m2x.client.distributions.DistributionQuery;
import io.m2x.client.distributions.DistributionSearch;
import io.m2x.client.distributions.UpdateDistribution;
import io.m2x.client.integrations.CreateIntegration;
import io.m2x.client.integrations.UpdateIntegration;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobQuery;
import io.m2x.client.jobs.JobWait;
import io.m2x.client.keys.CreateKey;
import io.m2x.client.keys.KeyPermission;
import io.m2x.client.keys.UpdateKey;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.triggers.TriggerCondition;
import io.m2x.client.triggers.TriggerDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

/**
 * Arguments with which every method of the client can be called.
 */
final class Samples {

	/**
	 * Stands for every id, key and name.
	 */
	static final String ID = "0123456789abcdef0123456789abcdef";

	private static final Instant TIME = Instant.parse("2017-03-05T08:15:30.250Z");

	/**
	 * What can be sent in two ways has an argument for each of them.
	 */
	private static final Map<Class<?>, List<?>> ALL = Map.ofEntries(one(String.class, ID),
			one(DeviceRef.class, DeviceRef.id(ID)), one(double.class, 1.5), one(long.class, 60L), one(Integer.class, 5),
			one(Instant.class, TIME), one(Path.class, Path.of("target", "sample")),
			one(Visibility.class, Visibility.PRIVATE), one(ResourceStatus.class, ResourceStatus.ENABLED),
			one(SamplingType.class, SamplingType.AVG), one(SortDirection.class, SortDirection.ASC),
			one(CreateDevice.class, CreateDevice.named(ID)),
			one(UpdateDevice.class, UpdateDevice.of(ID, Visibility.PRIVATE)), one(DeviceQuery.class, DeviceQuery.all()),
			one(DeviceDefinition.class, DeviceDefinition.any()),
			Map.entry(DeviceSearch.class,
					List.of(DeviceSearch.create(), DeviceSearch.create().whereMetadata("room", "cold"))),
			one(CreateCollection.class, CreateCollection.named(ID)),
			one(UpdateCollection.class, UpdateCollection.of(ID)), one(CollectionQuery.class, CollectionQuery.all()),
			one(CreateDistribution.class, CreateDistribution.named(ID)),
			one(UpdateDistribution.class, UpdateDistribution.of(ID, Visibility.PRIVATE)),
			one(DistributionQuery.class, DistributionQuery.all()),
			Map.entry(DistributionSearch.class,
					List.of(DistributionSearch.create(), DistributionSearch.create().whereMetadata("room", "cold"))),
			one(AddDevice.class, AddDevice.serial(ID)), one(StreamDefinition.class, StreamDefinition.numeric()),
			one(DataPoint.class, DataPoint.of(1.5)), one(DeviceReading.class, DeviceReading.now().with("t", 1.5)),
			one(ValuesQuery.class, ValuesQuery.latest()),
			Map.entry(ValuesSearch.class, List.of(ValuesSearch.of(ID), ValuesSearch.of(ID).asGet())),
			one(ExportQuery.class, ExportQuery.all()), one(LocationUpdate.class, LocationUpdate.of(48, 11)),
			one(CommandQuery.class, CommandQuery.latest()), one(SendCommand.class, SendCommand.toDevices(ID, ID)),
			one(ChartDefinition.class, ChartDefinition.of(ID, ID, ID)),
			one(ImageOptions.class, ImageOptions.defaults()),
			one(CreateIntegration.class, CreateIntegration.ofType("amqp_sink")),
			one(UpdateIntegration.class, UpdateIntegration.changes().withName(ID)), one(JobQuery.class, JobQuery.all()),
			one(JobWait.class, JobWait.defaults().withTimeout(Duration.ofSeconds(1))),
			one(Job.class, new Job(ID, null, null, null, null, null, null, null, null)),
			one(CreateKey.class, CreateKey.master(ID, KeyPermission.GET)),
			one(UpdateKey.class, UpdateKey.of(ID, KeyPermission.GET)),
			one(TriggerDefinition.class,
					TriggerDefinition.named(ID)
						.when(ID, TriggerCondition.greaterThan(30))
						.withCallbackUrl("https://hooks.example.net/m2x")));

	private Samples() {
	}

	private static Map.Entry<Class<?>, List<?>> one(Class<?> type, Object sample) {
		return Map.entry(type, List.of(sample));
	}

	/**
	 * Returns a sample of a type.
	 * @param type the type
	 * @return the sample
	 */
	static Object of(Class<?> type) {
		return sample(type, 0);
	}

	/**
	 * Returns the arguments with which to call a method so that it shows all it can do.
	 * @param method the method
	 * @return one array of arguments per call
	 */
	static List<Object[]> argumentsOf(Method method) {
		List<Object[]> calls = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			int number = i;
			calls
				.add(List.of(method.getGenericParameterTypes()).stream().map((type) -> sample(type, number)).toArray());
		}
		return calls;
	}

	private static Object sample(Type type, int number) {
		if (type instanceof ParameterizedType generic) {
			Type[] arguments = generic.getActualTypeArguments();
			if (generic.getRawType() == Map.class) {
				return Map.of(ID, sample(arguments[1], number));
			}
			if (generic.getRawType() == UnaryOperator.class) {
				return UnaryOperator.identity();
			}
			if (generic.getRawType() == Publisher.class) {
				return Mono.just(sample(arguments[0], number));
			}
			if (generic.getRawType() == Stream.class) {
				return Stream.of(sample(arguments[0], number));
			}
			return List.of(sample(arguments[0], number));
		}
		if (type instanceof WildcardType wildcard) {
			return sample(wildcard.getUpperBounds()[0], number);
		}
		List<?> samples = ALL.get(type);
		if (samples == null) {
			throw new IllegalStateException("No sample of " + type.getTypeName() + "; add one");
		}
		return samples.get(Math.min(number, samples.size() - 1));
	}

}
