package io.m2x.client.blocking;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;

/**
 * Sets the stack trace of a failed call to that of the caller. Failures occur on the
 * threads of the HTTP client, whose frames do not show the caller.
 */
final class CallerFrames {

	private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private static final Set<Class<?>> OURS = Set.of(CallerFrames.class, BlockingSubscriber.class, BlockingMethod.class,
			BlockingService.class, BlockingStream.class, BlockingInputStream.class);

	private CallerFrames() {
	}

	/**
	 * Prepares a failure to be thrown to the caller. The stack trace of an
	 * {@link M2xException} starts at the caller, as its message explains the failure. Any
	 * other stack trace continues there.
	 * @param failure the failure of a call, which nothing else refers to
	 * @return the failure
	 */
	static RuntimeException unchecked(@Nullable Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		if (!(failure instanceof RuntimeException unchecked)) {
			return new IllegalStateException(failure);
		}
		StackTraceElement[] caller = current();
		unchecked.setStackTrace((failure instanceof M2xException) ? caller
				: Stream.concat(Arrays.stream(unchecked.getStackTrace()), Arrays.stream(caller))
					.toArray(StackTraceElement[]::new));
		return unchecked;
	}

	private static StackTraceElement[] current() {
		return WALKER.walk((frames) -> frames.dropWhile((frame) -> isOurs(frame.getDeclaringClass()))
			.map(StackWalker.StackFrame::toStackTraceElement)
			.toArray(StackTraceElement[]::new));
	}

	private static boolean isOurs(Class<?> type) {
		return OURS.contains(type) || Proxy.isProxyClass(type);
	}

}
