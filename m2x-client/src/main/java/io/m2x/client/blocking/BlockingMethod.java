package io.m2x.client.blocking;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.util.Assert;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.internal.CallProgress;

/**
 * Method of a blocking service: calls its reactive twin and converts the result to the
 * declared type.
 */
final class BlockingMethod {

	private static final String PREFIX = "M2xBlocking";

	private final Method declared;

	private final Method twin;

	private final Function<BlockingSubscriber<?>, @Nullable Object> result;

	/**
	 * Finds the twin of a method.
	 * @param declared the method of the blocking service
	 * @param service the class of the reactive service
	 */
	BlockingMethod(Method declared, Class<?> service) {
		this.declared = declared;
		this.twin = twin(declared, service);
		this.result = result(declared.getReturnType());
	}

	private static Method twin(Method declared, Class<?> service) {
		try {
			Class<?>[] parameters = Arrays.stream(declared.getParameterTypes())
				.map((type) -> (type == Stream.class) ? Publisher.class : type)
				.toArray(Class<?>[]::new);
			return service.getMethod(declared.getName(), parameters);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("No reactive twin of " + declared, ex);
		}
	}

	private Function<BlockingSubscriber<?>, @Nullable Object> result(Class<?> type) {
		if (type == Stream.class) {
			return BlockingStream::of;
		}
		if (type == InputStream.class) {
			return BlockingInputStream::new;
		}
		if (type == Optional.class) {
			return (subscriber) -> Optional.ofNullable(subscriber.next());
		}
		if (type == void.class) {
			return BlockingSubscriber::next;
		}
		return (subscriber) -> present(subscriber.next());
	}

	private Object present(@Nullable Object value) {
		Assert.state(value != null, () -> "Nothing came from " + this.twin);
		return value;
	}

	@Nullable Object invoke(Object service, Object @Nullable [] arguments) throws Throwable {
		return this.result.apply(new BlockingSubscriber<>(this, call(service, arguments)));
	}

	private Publisher<?> call(Object service, Object @Nullable [] arguments) throws Throwable {
		try {
			Object call = this.twin.invoke(service,
					(arguments != null) ? Arrays.stream(arguments).map(BlockingMethod::argument).toArray() : null);
			Assert.state(call != null,
					() -> name(this.twin) + " returned null. If it is a mock, let it return a publisher.");
			return (Publisher<?>) call;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static @Nullable Object argument(@Nullable Object argument) {
		return (argument instanceof Stream<?> stream) ? StreamSource.of(stream) : argument;
	}

	/**
	 * Checks that the calling thread may wait.
	 * @throws IllegalStateException if it may not
	 */
	void refuseOnEventLoop() {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException(("%s was called on the thread %s, which must not wait. Call %s there, "
					+ "or call from another thread, such as one of Schedulers.boundedElastic().")
				.formatted(name(this.declared), Thread.currentThread().getName(), name(this.twin)));
		}
	}

	/**
	 * Returns the exception for an interrupted thread.
	 * @param when when it was interrupted and what that led to
	 * @param progress how far the call got
	 * @return the exception
	 */
	M2xInterruptedException interrupted(String when, CallProgress progress) {
		String operation = progress.operation();
		return new M2xInterruptedException((operation != null) ? operation : operation(),
				"the thread " + Thread.currentThread().getName() + " was interrupted " + when, progress.accepted());
	}

	// The name of a call that has not begun, as only the reactive twin knows its own.
	private String operation() {
		String resource = this.declared.getDeclaringClass().getSimpleName().substring(PREFIX.length());
		return resource.toLowerCase(Locale.ROOT) + "."
				+ this.declared.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String name(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName();
	}

}
