package io.m2x.client.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.error.M2xException;

/**
 * Finds out which operation every method of every service sends first, by calling it.
 */
final class ServiceCalls {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private ServiceCalls() {
	}

	/**
	 * Calls every method of the reactive services with sample arguments.
	 * @return the pairs by method, such as {@code M2xDevices.view}
	 */
	static Map<String, Set<String>> all() {
		return all((client) -> client);
	}

	/**
	 * Calls every method of the blocking services with sample arguments.
	 * @return the pairs by method, such as {@code M2xBlockingDevices.view}
	 */
	static Map<String, Set<String>> allBlocking() {
		return all(M2xBlockingClient::of);
	}

	private static Map<String, Set<String>> all(Function<M2xClient, Object> view) {
		Map<String, Set<String>> calls = new TreeMap<>();
		try (StubServer server = new StubServer().respond(404, "{\"message\":\"Nothing Here\"}")) {
			for (Map.Entry<Class<?>, Object> service : services(view.apply(server.client())).entrySet()) {
				for (Method method : service.getKey().getMethods()) {
					if (Modifier.isAbstract(method.getModifiers())
							|| Publisher.class.isAssignableFrom(method.getReturnType())) {
						String name = service.getKey().getSimpleName() + "." + method.getName();
						calls.computeIfAbsent(name, (key) -> new TreeSet<>())
							.addAll(call(service.getValue(), method, server));
					}
				}
			}
		}
		return calls;
	}

	/**
	 * Returns the services of a client, reactive or blocking.
	 * @param client the client
	 * @return the services by their declared types
	 */
	static Map<Class<?>, Object> services(Object client) {
		return Arrays.stream(client.getClass().getMethods())
			.filter((method) -> method.getParameterCount() == 0
					&& method.getReturnType().getName().matches("io\\.m2x\\.client\\.\\w+\\.M2x\\w+"))
			.collect(Collectors.toMap(Method::getReturnType, (method) -> invoke(method, client)));
	}

	private static Set<String> call(Object service, Method method, StubServer server) {
		Set<String> pairs = new TreeSet<>();
		for (Object[] arguments : Samples.argumentsOf(method)) {
			int before = server.received().size();
			try {
				consume(invoke(method, service, arguments));
			}
			catch (M2xException ex) {
				// As the server was told to respond, or because the sample leads nowhere.
			}
			if (server.received().size() > before) {
				StubServer.Received first = server.received().get(before);
				pairs.add(Operation.pair(first.method(), template(first.uri())));
			}
		}
		return pairs;
	}

	private static void consume(@Nullable Object result) {
		if (result instanceof Publisher<?> publisher) {
			Flux.from(publisher).blockLast(LIMIT);
		}
		else if (result instanceof Stream<?> stream) {
			stream.forEach((item) -> {
			});
		}
		else if (result instanceof InputStream content) {
			try {
				content.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static String template(String uri) {
		return uri.replaceFirst("^/v2", "").replaceFirst("\\?.*$", "").replace(Samples.ID, "{}");
	}

	private static @Nullable Object invoke(Method method, Object target, Object... arguments) {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof M2xException failure) {
				throw failure;
			}
			throw new IllegalStateException("Can't call " + method + " with " + Arrays.toString(arguments), ex);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Can't call " + method + " with " + Arrays.toString(arguments), ex);
		}
	}

}
