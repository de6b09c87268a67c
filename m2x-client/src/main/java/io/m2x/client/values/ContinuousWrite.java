package io.m2x.client.values;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Writes the values of a source as they come, one batch after the other.
 */
final class ContinuousWrite {

	/** How many values a batch has at most. The source is one batch ahead. */
	static final int MAX_VALUES = 1000;

	/** How long a value waits for others, unless a request is running. */
	static final Duration LINGER = Duration.ofMillis(100);

	private final Publisher<DataPoint> source;

	private final UnaryOperator<DataPoint> prepare;

	private final Function<WriteBatch, Mono<Void>> send;

	/**
	 * Prepare a write.
	 * @param source supplies the values
	 * @param prepare checks a value when it arrives and adds a timestamp
	 * @param send sends a batch, whose values are those of a stream without a name
	 */
	ContinuousWrite(Publisher<DataPoint> source, UnaryOperator<DataPoint> prepare,
			Function<WriteBatch, Mono<Void>> send) {
		this.source = source;
		this.prepare = prepare;
		this.send = send;
	}

	Mono<Void> run() {
		return Mono.create((sink) -> {
			Batching batching = new Batching(sink);
			sink.onDispose(batching);
			this.source.subscribe(batching);
		});
	}

	private Mono<Void> send(List<DataPoint> points, int before) {
		return Flux.fromIterable(WriteBatch.split(Map.of("", points)))
			.concatMap((batch) -> this.send.apply(new WriteBatch(sum(before, batch.before()), batch.points())))
			.then();
	}

	// A source may never end.
	private static int sum(int before, int more) {
		return (int) Math.min((long) before + more, Integer.MAX_VALUE);
	}

	/**
	 * Collects what arrives while a batch is sent. Signals come from several threads and
	 * only leave a note; what they lead to is decided by one thread at a time, in
	 * {@link #proceed()}.
	 */
	private final class Batching implements CoreSubscriber<DataPoint>, Disposable {

		private final MonoSink<Void> sink;

		private final Queue<Arrival> waiting = new ConcurrentLinkedQueue<>();

		private final AtomicInteger size = new AtomicInteger();

		private final AtomicInteger signals = new AtomicInteger();

		private final Disposable.Swap timer = Disposables.swap();

		private final Disposable.Swap request = Disposables.swap();

		private volatile @Nullable Subscription subscription;

		private volatile boolean ended;

		private volatile @Nullable Throwable failure;

		private volatile int sent;

		private volatile boolean disposed;

		private volatile boolean timing;

		// Of the thread that proceeds alone.
		private int sending;

		private int accepted;

		Batching(MonoSink<Void> sink) {
			this.sink = sink;
		}

		@Override
		public Context currentContext() {
			return Context.of(this.sink.contextView());
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			if (Operators.validate(this.subscription, subscription)) {
				this.subscription = subscription;
				if (this.disposed) {
					subscription.cancel();
				}
				else {
					subscription.request(2L * MAX_VALUES);
				}
			}
		}

		@Override
		public void onNext(DataPoint point) {
			if (this.ended || this.disposed) {
				return;
			}
			try {
				this.waiting.add(new Arrival(ContinuousWrite.this.prepare.apply(point), System.nanoTime()));
				this.size.incrementAndGet();
			}
			catch (RuntimeException ex) {
				cancelSource();
				onError(ex);
				return;
			}
			proceed();
		}

		// The values before a failure of the source are sent, and then it is passed on.
		@Override
		public void onError(Throwable ex) {
			if (!this.ended) {
				this.failure = ex;
				onComplete();
			}
		}

		@Override
		public void onComplete() {
			this.ended = true;
			proceed();
		}

		private void proceed() {
			if (this.signals.getAndIncrement() != 0) {
				return;
			}
			int handled = 1;
			do {
				step();
				handled = this.signals.addAndGet(-handled);
			}
			while (handled != 0);
		}

		private void step() {
			boolean ended = this.ended;
			int available = this.size.get();
			if (this.sent > 0) {
				this.accepted = sum(this.accepted, this.sent);
				requestMore(this.sent);
				this.sending = 0;
				this.sent = 0;
			}
			if (this.sending > 0 || this.disposed) {
				return;
			}
			if (available == 0) {
				if (ended) {
					finish();
				}
			}
			else if (available >= MAX_VALUES || ended) {
				sendNext(Math.min(available, MAX_VALUES));
			}
			else {
				sendInTime(available);
			}
		}

		// Small batches would follow each other at the pace of the responses.
		private void sendInTime(int available) {
			long waited = System.nanoTime() - Objects.requireNonNull(this.waiting.peek()).nanos();
			long left = LINGER.toNanos() - waited;
			if (left <= 0) {
				sendNext(available);
			}
			else if (!this.timing) {
				this.timing = true;
				this.timer.replace(Schedulers.parallel().schedule(this::onTime, left, TimeUnit.NANOSECONDS));
			}
		}

		private void sendNext(int count) {
			List<DataPoint> batch = new ArrayList<>(count);
			while (batch.size() < count) {
				batch.add(Objects.requireNonNull(this.waiting.poll()).point());
			}
			this.size.addAndGet(-count);
			this.sending = count;
			this.timing = false;
			int before = this.accepted;
			this.request.replace(Mono.defer(() -> send(batch, before))
				.contextWrite(this.sink.contextView())
				.subscribe(null, this.sink::error, () -> {
					this.sent = count;
					proceed();
				}));
		}

		private void onTime() {
			this.timing = false;
			proceed();
		}

		private void finish() {
			Throwable cause = this.failure;
			if (cause != null) {
				this.sink.error(cause);
			}
			else {
				this.sink.success();
			}
		}

		private void requestMore(int count) {
			Subscription source = this.subscription;
			if (source != null && !this.ended) {
				source.request(count);
			}
		}

		private void cancelSource() {
			Subscription source = this.subscription;
			if (source != null && !this.ended) {
				source.cancel();
			}
		}

		@Override
		public void dispose() {
			this.disposed = true;
			cancelSource();
			this.timer.dispose();
			this.request.dispose();
		}

	}

	/**
	 * A value that waits.
	 *
	 * @param point the value
	 * @param nanos when it arrived
	 */
	private record Arrival(DataPoint point, long nanos) {

	}

}
