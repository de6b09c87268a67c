package io.m2x.client.blocking;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.ServiceMethods;
import io.m2x.client.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reactive method may leave out is optional for its blocking twin, and nothing
 * else is.
 */
class EmptyResultTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/** Responses with as little in them as there can be. */
	private static final List<Response> RESPONSES = List.of(new Response(204, ""), new Response(202, ""),
			new Response(200, ""), new Response(200, "{}"), new Response(200, "[]"), new Response(200, "null"),
			new Response(200, "{\"value\":null}"), new Response(201, ""), new Response(201, "{}"));

	@Test
	void whatMayBeEmptyIsOptional() {
		TreeSet<String> empty = new TreeSet<>();
		TreeSet<String> optional = new TreeSet<>();
		try (StubServer server = new StubServer()) {
			M2xClient client = server.client();
			for (Response response : RESPONSES) {
				server.respond(response.status(), response.body());
				ServiceMethods.all()
					.filter((method) -> method.getReturnType() == Mono.class && !"await".equals(method.getName()))
					.filter((method) -> !method.getGenericReturnType().getTypeName().contains("<java.lang.Void>"))
					.filter((method) -> isEmpty(client, method))
					.forEach((method) -> empty.add(name(method)));
			}
		}
		Arrays.stream(M2xBlockingClient.class.getMethods())
			.map(Method::getReturnType)
			.filter(Class::isInterface)
			.flatMap((service) -> Arrays.stream(service.getMethods()))
			.filter((method) -> method.getReturnType() == Optional.class)
			.forEach((method) -> optional.add(name(method).replace("M2xBlocking", "M2x")));
		assertThat(optional).isNotEmpty().isEqualTo(empty);
	}

	private static boolean isEmpty(M2xClient client, Method method) {
		try {
			Mono<?> call = (Mono<?>) ServiceMethods.call(client, method);
			return !call.hasElement().onErrorReturn(true).blockOptional(LIMIT).orElseThrow();
		}
		catch (Exception ex) {
			throw new IllegalStateException(method.toString(), ex);
		}
	}

	private static String name(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName();
	}

	private record Response(int status, String body) {

	}

}
