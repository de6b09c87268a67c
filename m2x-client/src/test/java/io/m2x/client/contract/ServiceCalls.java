package io.m2x.client.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;
import io.m2x.client.error.M2xException;

/**
 * Finds out which operation every method of every service sends first, by calling it.
 */
final class ServiceCalls {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private ServiceCalls() {
	}

	/**
	 * Calls every method with sample arguments.
	 * @return the pairs by method, such as {@code M2xDevices.view}
	 */
	static Map<String, Set<String>> all() {
		Map<String, Set<String>> calls = new TreeMap<>();
		try (StubServer server = new StubServer().respond(404, "{\"message\":\"Nothing Here\"}")) {
			M2xClient client = server.client();
			for (Object service : services(client)) {
				for (Method method : service.getClass().getMethods()) {
					if (Modifier.isPublic(method.getModifiers())
							&& Publisher.class.isAssignableFrom(method.getReturnType())) {
						String name = service.getClass().getSimpleName() + "." + method.getName();
						calls.computeIfAbsent(name, (key) -> new TreeSet<>()).addAll(call(service, method, server));
					}
				}
			}
		}
		return calls;
	}

	static List<Object> services(M2xClient client) {
		return Arrays.stream(M2xClient.class.getMethods())
			.filter((method) -> method.getParameterCount() == 0
					&& method.getReturnType().getSimpleName().startsWith("M2x"))
			.map((method) -> invoke(method, client))
			.toList();
	}

	private static Set<String> call(Object service, Method method, StubServer server) {
		Set<String> pairs = new TreeSet<>();
		for (Object[] arguments : Samples.argumentsOf(method)) {
			int before = server.received().size();
			try {
				Flux.from((Publisher<?>) invoke(method, service, arguments)).blockLast(LIMIT);
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

	private static String template(String uri) {
		return uri.replaceFirst("^/v2", "").replaceFirst("\\?.*$", "").replace(Samples.ID, "{}");
	}

	private static Object invoke(Method method, Object target, Object... arguments) {
		try {
			return method.invoke(target, arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Can't call " + method + " with " + Arrays.toString(arguments), ex);
		}
	}

}
