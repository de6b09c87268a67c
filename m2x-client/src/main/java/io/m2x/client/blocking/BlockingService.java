package io.m2x.client.blocking;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Executes the calls of a blocking service through its reactive twin.
 */
final class BlockingService implements InvocationHandler {

	private static final Map<Class<?>, Map<Method, BlockingMethod>> METHODS = new ConcurrentHashMap<>();

	private final Class<?> type;

	private final Object twin;

	private final Map<Method, BlockingMethod> methods;

	private BlockingService(Class<?> type, Object twin) {
		this.type = type;
		this.twin = twin;
		this.methods = METHODS.computeIfAbsent(type, (key) -> methods(key, twin.getClass()));
	}

	/**
	 * Creates a blocking service.
	 * @param <T> the type of the service
	 * @param type the type of the service
	 * @param twin the reactive service
	 * @return the blocking service
	 */
	static <T> T create(Class<T> type, Object twin) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new BlockingService(type, twin)));
	}

	private static Map<Method, BlockingMethod> methods(Class<?> type, Class<?> twin) {
		return Arrays.stream(type.getMethods())
			.collect(Collectors.toUnmodifiableMap(Function.identity(), (method) -> new BlockingMethod(method, twin)));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		BlockingMethod call = this.methods.get(method);
		return (call != null) ? call.invoke(this.twin, arguments) : ofObject(proxy, method, arguments);
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
