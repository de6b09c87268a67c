package io.m2x.client.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;
import io.m2x.client.charts.ImageOptions;
import io.m2x.client.commands.CommandQuery;
import io.m2x.client.devices.DeviceSearch;
import io.m2x.client.distributions.DistributionSearch;
import io.m2x.client.jobs.Job;
import io.m2x.client.keys.CreateKey;
import io.m2x.client.keys.UpdateKey;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Goes through everything that takes an instant: one that M2X does not accept is refused
 * by the call at the latest, before anybody subscribes, in words that name the parameter.
 */
class InstantsTests {

	private static final List<Instant> BEYOND = List.of(Instant.MIN, Instant.parse("0000-12-31T23:59:59.999999999Z"),
			Instant.parse("+10000-01-01T00:00:00Z"), Instant.MAX);

	private static final List<Instant> WITHIN = List.of(Instant.parse("0001-01-01T00:00:00Z"),
			Instant.parse("9999-12-31T23:59:59.999999999Z"));

	private static final Collection<Object> SERVICES = ServiceCalls.services(M2xClient.builder().build()).values();

	static Stream<Way> ways() {
		List<Way> ways = new ArrayList<>();
		for (Object service : SERVICES) {
			for (Method method : service.getClass().getMethods()) {
				if (isCall(method)) {
					addDirect(service, method, ways);
					addIndirect(service, method, ways);
				}
			}
		}
		return ways.stream();
	}

	private static boolean isCall(Method method) {
		return Modifier.isPublic(method.getModifiers()) && Publisher.class.isAssignableFrom(method.getReturnType());
	}

	private static void addDirect(Object service, Method method, List<Way> ways) {
		for (int i = 0; i < method.getParameterCount(); i++) {
			if (method.getParameterTypes()[i] == Instant.class) {
				int position = i;
				ways.add(new Way(name(method) + " " + method.getParameters()[i].getName(),
						(instant) -> method.invoke(service, with(method, position, instant))));
			}
		}
	}

	private static void addIndirect(Object service, Method method, List<Way> ways) {
		for (int i = 0; i < method.getParameterCount(); i++) {
			int position = i;
			// What comes later can't be refused by the call.
			if (method.getParameterTypes()[i] == Publisher.class) {
				continue;
			}
			Class<?> type = element(method.getGenericParameterTypes()[i]);
			for (Way made : requests(type)) {
				ways.add(new Way(name(method) + " " + made, (instant) -> method.invoke(service, with(method, position,
						wrapped(method.getGenericParameterTypes()[position], made.maker().make(instant))))));
			}
		}
	}

	// The ways to make a request with an instant in it.
	private static List<Way> requests(Class<?> type) {
		List<Way> ways = new ArrayList<>();
		// A job is what a server said before.
		if (!type.getName().startsWith("io.m2x.client") || type == Job.class) {
			return ways;
		}
		for (Method method : type.getDeclaredMethods()) {
			if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == type) {
				for (int i = 0; i < method.getParameterCount(); i++) {
					if (method.getParameterTypes()[i] == Instant.class) {
						int position = i;
						ways.add(new Way(name(method) + " " + method.getParameters()[i].getName(),
								(instant) -> method.invoke(sample(type), with(method, position, instant))));
					}
				}
			}
		}
		if (type.isRecord()) {
			Constructor<?> constructor = type.getDeclaredConstructors()[0];
			for (int i = 0; i < constructor.getParameterCount(); i++) {
				if (constructor.getParameterTypes()[i] == Instant.class) {
					int position = i;
					ways.add(new Way("new " + type.getSimpleName() + " " + constructor.getParameters()[i].getName(),
							(instant) -> {
								Object[] arguments = components(sample(type));
								arguments[position] = instant;
								return constructor.newInstance(arguments);
							}));
				}
			}
		}
		return ways;
	}

	private static Object[] components(Object record) {
		return Arrays.stream(record.getClass().getRecordComponents()).map((component) -> {
			try {
				return component.getAccessor().invoke(record);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}).toArray();
	}

	private static Object[] with(Method method, int position, Object argument) {
		Object[] arguments = Samples.argumentsOf(method).get(0).clone();
		arguments[position] = argument;
		return arguments;
	}

	private static Object sample(Class<?> type) {
		return Samples.of(type);
	}

	private static Class<?> element(Type type) {
		if (type instanceof ParameterizedType generic) {
			Type[] arguments = generic.getActualTypeArguments();
			return element(arguments[arguments.length - 1]);
		}
		return (type instanceof WildcardType wildcard) ? element(wildcard.getUpperBounds()[0]) : (Class<?>) type;
	}

	private static Object wrapped(Type type, Object element) {
		if (type instanceof ParameterizedType generic) {
			Type[] arguments = generic.getActualTypeArguments();
			Object inner = wrapped(arguments[arguments.length - 1], element);
			return (generic.getRawType() == Map.class) ? Map.of("t", inner) : List.of(inner);
		}
		return (type instanceof WildcardType wildcard) ? wrapped(wildcard.getUpperBounds()[0], element) : element;
	}

	private static String name(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void instantThatTheWireCanNotCarryIsRefusedByTheCall(Way way) throws Exception {
		String parameter = way.name().substring(way.name().lastIndexOf(' ') + 1);
		for (Instant instant : BEYOND) {
			assertThat(failure(way, instant)).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("years 1 to 9999")
				.extracting((failure) -> failure.getMessage().replaceFirst("'(.+?)'.*", "$1").replace("_", ""),
						InstanceOfAssertFactories.STRING)
				.matches((named) -> named.equalsIgnoreCase(parameter)
						|| (parameter.equals("instant") && named.endsWith("since")), "names " + parameter);
		}
		for (Instant instant : WITHIN) {
			assertThat(failure(way, instant)).isNull();
		}
	}

	private static Throwable failure(Way way, Instant instant) {
		Throwable failure = catchThrowable(() -> way.maker().make(instant));
		return (failure instanceof InvocationTargetException wrapper) ? wrapper.getCause() : failure;
	}

	@Test
	void everyRequestThatHoldsInstantsIsAmongThem() {
		Set<String> types = new LinkedHashSet<>();
		ways().forEach((way) -> types.add(way.name()));
		for (Class<?> type : List.of(CommandQuery.class, CreateKey.class, DataPoint.class, DeviceSearch.class,
				DeviceReading.class, DistributionSearch.class, ExportQuery.class, ImageOptions.class,
				LocationUpdate.class, UpdateKey.class, ValuesQuery.class, ValuesSearch.class)) {
			assertThat(types).anyMatch((name) -> name.contains(type.getSimpleName()));
		}
		assertThat(new TreeSet<>(types)).anyMatch((name) -> name.startsWith("M2xValues.delete "))
			.anyMatch((name) -> name.startsWith("M2xLocations.deleteHistory "))
			.hasSizeGreaterThan(40);
	}

	@Test
	void locationWithinAnUpdateIsLookedAtToo() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DeviceReading.now().withLocation(LocationUpdate.of(1, 2).withTimestamp(Instant.MAX)))
			.withMessageContaining("'timestamp'");
	}

	@Test
	void addressOfAnImageIsLookedAtToo() {
		URI image = URI.create("https://m2x.example.com/v2/charts/c.png");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ImageOptions.defaults().between(null, Instant.MAX).addTo(image))
			.withMessageContaining("'end'");
	}

	@Test
	void bodyWithSuchAnInstantIsRefusedWhateverItsType() {
		try (StubServer server = new StubServer()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> server.client()
					.values()
					.search(DeviceRef.id("d"), ValuesSearch.of().between(Instant.MIN, null)))
				.withMessageContaining("'start'");
			assertThat(server.received()).isEmpty();
		}
	}

	/**
	 * A way to an instant.
	 *
	 * @param name the calls, and the name of the parameter at its end
	 * @param maker takes the way
	 */
	record Way(String name, Maker maker) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * Makes a call or a request with an instant in it.
	 */
	@FunctionalInterface
	interface Maker {

		Object make(Instant instant) throws ReflectiveOperationException;

	}

}
