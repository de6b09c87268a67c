package io.m2x.client.blocking;

import java.lang.reflect.Proxy;
import java.util.Set;

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
	 * {@link M2xException} starts at the caller, as its message explains the failure.
	 * Other exceptions are not changed: the code that threw them may share them between
	 * calls.
	 * @param failure the failure of a call
	 * @return the failure
	 */
	static RuntimeException unchecked(@Nullable Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof StreamSource.Failure wrapper) {
			return wrapper.origin();
		}
		if (!(failure instanceof RuntimeException unchecked)) {
			return new IllegalStateException(failure);
		}
		if (unchecked instanceof M2xException) {
			unchecked.setStackTrace(current());
		}
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
