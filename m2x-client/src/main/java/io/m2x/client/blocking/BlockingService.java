package io.m2x.client.blocking;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Executes the calls of a blocking service through its reactive twin.
 */
final class BlockingService implements InvocationHandler {

	private static final Map<Class<?>, Map<Method, BlockingMethod>> METHODS = new ConcurrentHashMap<>();

	private final Class<?> type;

	private final Class<?> twin;

	private final Supplier<?> service;

	private final Map<Method, BlockingMethod> methods;

	private BlockingService(Class<?> type, Class<?> twin, Supplier<?> service) {
		this.type = type;
		this.twin = twin;
		this.service = service;
		this.methods = METHODS.computeIfAbsent(type, (key) -> methods(key, twin));
	}

	/**
	 * Creates a blocking service.
	 * @param <T> the type of the service
	 * @param <R> the type of the reactive service
	 * @param type the type of the service
	 * @param twin the type of the reactive service
	 * @param service returns the reactive service at each call, as a mock of the client
	 * may have none at first
	 * @return the blocking service
	 */
	static <T, R> T create(Class<T> type, Class<R> twin, Supplier<R> service) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new BlockingService(type, twin, service)));
	}

	private static Map<Method, BlockingMethod> methods(Class<?> type, Class<?> twin) {
		return Arrays.stream(type.getMethods())
			.collect(Collectors.toUnmodifiableMap(Function.identity(), (method) -> new BlockingMethod(method, twin)));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		BlockingMethod call = this.methods.get(method);
		return (call != null) ? call.invoke(service(), arguments) : ofObject(proxy, method, arguments);
	}

	private Object service() {
		Object service = this.service.get();
		Assert.state(service != null,
				() -> "The client has no " + this.twin.getSimpleName() + ". If it is a mock, let it return one.");
		return service;
	}

	// The three methods that every object has.
	private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
		return switch (method.getName()) {
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> this.type.getSimpleName();
		};
	}

}
