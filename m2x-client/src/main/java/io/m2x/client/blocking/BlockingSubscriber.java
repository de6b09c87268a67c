package io.m2x.client.blocking;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import io.m2x.client.internal.CallProgress;

/**
 * Requests the elements of a publisher one by one, and lets the calling thread wait for
 * each. Subscribes on the first request, with the context of the calling thread.
 * <p>
 * Waits without holding a monitor, so a virtual thread is unmounted from its carrier.
 *
 * @param <T> the type of the elements
 */
final class BlockingSubscriber<T> extends BaseSubscriber<T> {

	private final BlockingMethod method;

	private final Publisher<T> source;

	private final CallProgress progress = new CallProgress();

	private final Context context = this.progress.toContext();

	private boolean subscribed;

	private volatile CompletableFuture<@Nullable T> next = new CompletableFuture<>();

	private volatile @Nullable CompletableFuture<@Nullable T> end;

	BlockingSubscriber(BlockingMethod method, Publisher<T> source) {
		this.method = method;
		this.source = source;
	}

	/**
	 * Waits for the next element.
	 * @return the element, or {@code null} if there are no more
	 */
	@Nullable T next() {
		this.method.refuseOnEventLoop();
		CompletableFuture<@Nullable T> wanted = new CompletableFuture<>();
		this.next = wanted;
		// An end that arrives after this check completes the future.
		CompletableFuture<@Nullable T> end = this.end;
		if (end != null) {
			return await(end);
		}
		if (Thread.currentThread().isInterrupted()) {
			return interrupt(wanted, "before the call; nothing " + (this.subscribed ? "more " : "") + "was sent");
		}
		demand();
		return await(wanted);
	}

	private void demand() {
		if (this.subscribed) {
			request(1);
			return;
		}
		this.subscribed = true;
		if (this.source instanceof Mono<T> mono) {
			mono.contextCapture().subscribe(this);
		}
		else {
			Flux.from(this.source).contextCapture().subscribe(this);
		}
	}

	private @Nullable T await(CompletableFuture<@Nullable T> wanted) {
		try {
			return wanted.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return interrupt(wanted, "while it waited; the call was cancelled");
		}
		catch (ExecutionException ex) {
			throw CallerFrames.unchecked(ex.getCause());
		}
	}

	private @Nullable T interrupt(CompletableFuture<@Nullable T> wanted, String when) {
		abort(this.method.interrupted(when, this.progress));
		// The element may have arrived at the last moment.
		return await(wanted);
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	/**
	 * Cancels the remaining elements.
	 */
	void close() {
		abort(new IllegalStateException("The stream is closed; read it before you close it"));
	}

	private void abort(RuntimeException reason) {
		cancel();
		hookOnError(reason);
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		request(1);
	}

	@Override
	protected void hookOnNext(T value) {
		if (!this.next.complete(value)) {
			discard(value);
		}
	}

	@Override
	protected void hookOnComplete() {
		this.end = CompletableFuture.completedFuture(null);
		this.next.complete(null);
	}

	@Override
	protected void hookOnError(Throwable failure) {
		this.end = CompletableFuture.failedFuture(failure);
		this.next.completeExceptionally(failure);
	}

	private static void discard(@Nullable Object value) {
		if (value instanceof DataBuffer buffer) {
			DataBufferUtils.release(buffer);
		}
	}

}
