package io.m2x.client;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

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
import io.m2x.client.triggers.TriggerDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls every method of every service: nothing may be sent before the subscription, and
 * each subscription must send again.
 */
class LazinessTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Map<Class<?>, Object> ARGUMENTS = new HashMap<>();

	static {
		Stream.of("5b1d7c20", DeviceRef.id("5b1d7c20"), 1d, 1L, 1, Instant.EPOCH, ChartDefinition.of("n", "d", "s"),
				ImageOptions.defaults(), CollectionQuery.all(), CreateCollection.named("n"), UpdateCollection.of("n"),
				CommandQuery.latest(), SendCommand.toDevices("n", "d"), CreateDevice.named("n"), DeviceQuery.all(),
				DeviceSearch.create(), UpdateDevice.of("n", Visibility.PRIVATE), AddDevice.serial("s"),
				CreateDistribution.named("n"), DistributionQuery.all(), DistributionSearch.create(),
				UpdateDistribution.of("n", Visibility.PRIVATE), CreateIntegration.ofType("t"),
				UpdateIntegration.changes(), ResourceStatus.ENABLED, JobQuery.all(), JobWait.defaults(),
				CreateKey.master("n", KeyPermission.GET), UpdateKey.of("n", KeyPermission.GET), LocationUpdate.of(1, 2),
				StreamDefinition.numeric(), TriggerDefinition.named("n"), DataPoint.of(1), DeviceReading.now(),
				ExportQuery.all(), SamplingType.AVG, ValuesQuery.latest(), ValuesSearch.of(), SortDirection.ASC)
			.forEach((argument) -> ARGUMENTS.put(argument.getClass(), argument));
		ARGUMENTS.put(double.class, 1d);
		ARGUMENTS.put(long.class, 1L);
		ARGUMENTS.put(Collection.class, List.of());
		ARGUMENTS.put(Map.class, Map.of());
		ARGUMENTS.put(Publisher.class, Flux.just(DataPoint.of(1)));
		ARGUMENTS.put(DeviceDefinition.class, DeviceDefinition.any());
		ARGUMENTS.put(UnaryOperator.class, UnaryOperator.identity());
	}

	static Stream<Method> calls() {
		return Arrays.stream(M2xClient.class.getMethods())
			.map(Method::getReturnType)
			.filter((type) -> type.getSimpleName().matches("M2x(?!Client).+"))
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.filter((method) -> Publisher.class.isAssignableFrom(method.getReturnType()))
			.filter((method) -> !"download".equals(method.getName()));
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callIsSentByEachSubscriptionAndNotBefore(Method method) throws Exception {
		try (StubServer server = new StubServer().respond(403, "{}")) {
			Publisher<?> call = (Publisher<?>) method.invoke(service(server.client(), method), arguments(method));
			assertThat(server.received()).isEmpty();
			for (int subscription = 1; subscription <= 2; subscription++) {
				Flux.from(call).onErrorComplete().then().block(LIMIT);
				assertThat(server.received()).hasSize(subscription);
			}
		}
	}

	static Object service(M2xClient client, Method method) throws Exception {
		for (Method getter : M2xClient.class.getMethods()) {
			if (method.getDeclaringClass().isAssignableFrom(getter.getReturnType())) {
				return getter.invoke(client);
			}
		}
		throw new IllegalStateException(method.toString());
	}

	static Object[] arguments(Method method) {
		return Arrays.stream(method.getParameterTypes()).map(LazinessTests::argument).toArray();
	}

	private static Object argument(Class<?> type) {
		return (type == List.class) ? List.of("t") : ARGUMENTS.get(type);
	}

}
