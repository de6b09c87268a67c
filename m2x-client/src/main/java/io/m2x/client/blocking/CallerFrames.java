package io.m2x.client.blocking;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.m2x.client.error.M2xException;

/**
 * Gives the failure of a call the stack trace that the caller expects: failures arise on
 * the threads of the HTTP client, whose frames tell nothing about who called.
 */
final class CallerFrames {

	private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private static final Set<Class<?>> OURS = Set.of(CallerFrames.class, BlockingSubscriber.class, BlockingMethod.class,
			BlockingService.class, BlockingStream.class, BlockingInputStream.class);

	private CallerFrames() {
	}

	/**
	 * Prepares a failure to be thrown to the caller, as it is. The trace of an
	 * {@link M2xException}, which says by itself what went wrong, begins at the caller;
	 * any other goes on there.
	 * @param failure what a call has failed with; nobody else has it
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
