package io.m2x.client.blocking;

import java.io.InputStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

import io.m2x.client.M2xClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each reactive method has its blocking twin, and each blocking method is one.
 */
class TwinTests {

	private static final String PREFIX = "M2xBlocking";

	@Test
	void eachServiceHasItsTwin() {
		Set<String> reactive = services(M2xClient.class).map((getter) -> describe(getter, false))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(reactive).hasSize(13);
		assertThat(services(M2xBlockingClient.class)).extracting((getter) -> describe(getter, true))
			.containsExactlyInAnyOrderElementsOf(reactive);
	}

	@Test
	void eachMethodHasItsTwinAndNoneIsExtra() {
		services(M2xBlockingClient.class).forEach((getter) -> {
			Class<?> blocking = getter.getReturnType();
			assertThat(blocking).isInterface();
			List<String> expected = calls(reactive(getter)).map(TwinTests::signatureOfTwin).toList();
			assertThat(expected).isNotEmpty();
			assertThat(blocking.getMethods()).as(blocking.getSimpleName())
				.extracting(TwinTests::signature)
				.extracting((signature) -> signature.replaceFirst("^Optional<(.*?)> (\\w+\\()", "$1 $2"))
				.containsExactlyInAnyOrderElementsOf(expected);
		});
	}

	@Test
	void clientsAreDerivedAlike() {
		assertThat(derivations(M2xBlockingClient.class))
			.containsExactlyInAnyOrderElementsOf(derivations(M2xClient.class).toList());
	}

	private static Stream<String> derivations(Class<?> client) {
		return Arrays.stream(client.getMethods())
			.filter((method) -> method.getReturnType() == client && !Modifier.isStatic(method.getModifiers()))
			.map((method) -> method.getName() + parameters(method));
	}

	private static Stream<Method> services(Class<?> client) {
		return Arrays.stream(client.getMethods())
			.filter((method) -> method.getParameterCount() == 0
					&& method.getReturnType().getName().matches("io\\.m2x\\.client\\.\\w+\\.M2x\\w+"));
	}

	private static String describe(Method getter, boolean blocking) {
		String type = getter.getReturnType().getSimpleName();
		return getter.getName() + ": " + (blocking ? type.replaceFirst("^" + PREFIX, "M2x") : type);
	}

	private static Class<?> reactive(Method getter) {
		try {
			return M2xClient.class.getMethod(getter.getName()).getReturnType();
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<Method> calls(Class<?> service) {
		return Arrays.stream(service.getMethods())
			.filter((method) -> Publisher.class.isAssignableFrom(method.getReturnType()));
	}

	private static String signatureOfTwin(Method reactive) {
		Type element = ((ParameterizedType) reactive.getGenericReturnType()).getActualTypeArguments()[0];
		return twin(reactive.getReturnType(), element) + " " + reactive.getName()
				+ parameters(reactive).replace(Publisher.class.getName() + "<", Stream.class.getName() + "<");
	}

	private static String twin(Class<?> publisher, Type element) {
		if (publisher == Flux.class) {
			return (element == DataBuffer.class) ? InputStream.class.getTypeName()
					: Stream.class.getTypeName() + "<" + element.getTypeName() + ">";
		}
		return Map.of("java.lang.Void", "void", "java.lang.Long", "long")
			.getOrDefault(element.getTypeName(), element.getTypeName());
	}

	private static String signature(Method blocking) {
		String result = blocking.getGenericReturnType().getTypeName().replace(Optional.class.getTypeName(), "Optional");
		return result + " " + blocking.getName() + parameters(blocking);
	}

	// With names, and with what may be null.
	private static String parameters(Method method) {
		return Arrays.stream(method.getParameters())
			.map(TwinTests::parameter)
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private static String parameter(Parameter parameter) {
		assertThat(parameter.isNamePresent()).as("the class has the names of its parameters").isTrue();
		AnnotatedType type = parameter.getAnnotatedType();
		String name = type.getType().getTypeName().replace(Publisher.class.getTypeName(), Stream.class.getTypeName());
		return Arrays.toString(type.getAnnotations()) + name + " " + parameter.getName();
	}

}
