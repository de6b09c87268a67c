package io.m2x.client.internal;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * How far a call got, for a caller that cancels it. The caller puts it into the context
 * of the subscription, and the call writes to it.
 */
public final class CallProgress {

	private volatile @Nullable String operation;

	private volatile int accepted;

	/**
	 * Return the context that has this progress.
	 * @return the context
	 */
	public Context toContext() {
		return Context.of(CallProgress.class, this);
	}

	private static @Nullable CallProgress of(ContextView context) {
		return context.getOrDefault(CallProgress.class, null);
	}

	static void start(ContextView context, String operation) {
		CallProgress progress = of(context);
		if (progress != null) {
			progress.operation = operation;
		}
	}

	/**
	 * Note that M2X has accepted values of a write.
	 * @param context the context of the subscription
	 * @param values how many values were accepted, counted from the first one
	 */
	public static void accept(ContextView context, int values) {
		CallProgress progress = of(context);
		if (progress != null) {
			progress.accepted = values;
		}
	}

	/**
	 * Return the name of the operation that was called last.
	 * @return the name, or {@code null} if none was called
	 */
	public @Nullable String operation() {
		return this.operation;
	}

	/**
	 * Return how many values M2X has accepted.
	 * @return the number, counted from the first one
	 */
	public int accepted() {
		return this.accepted;
	}

}
