package io.m2x.server.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Shares a number of bytes among requests. A request that finds too few left waits;
 * requests are served in the order in which they came, so that small ones don't overtake
 * large ones.
 */
final class MemoryBudget {

	private final Deque<Waiter> waiting = new ArrayDeque<>();

	private final Duration maxWait;

	private long free;

	MemoryBudget(long size, Duration maxWait) {
		this.free = size;
		this.maxWait = maxWait;
	}

	Reservation reservation() {
		return new Reservation();
	}

	private void grant() {
		List<Waiter> granted = new ArrayList<>();
		synchronized (this) {
			while (!this.waiting.isEmpty() && this.waiting.getFirst().bytes <= this.free) {
				Waiter waiter = this.waiting.removeFirst();
				waiter.reservation.acquired += waiter.bytes;
				this.free -= waiter.bytes;
				granted.add(waiter);
			}
		}
		granted.forEach((waiter) -> waiter.sink.success());
	}

	private void await(Waiter waiter) {
		if (this.maxWait.isZero()) {
			grant();
			if (remove(waiter)) {
				waiter.sink.error(exhausted());
			}
			return;
		}
		Disposable timer = Schedulers.parallel().schedule(() -> {
			if (remove(waiter)) {
				waiter.sink.error(exhausted());
				// Smaller ones may have waited behind it.
				grant();
			}
		}, this.maxWait.toMillis(), TimeUnit.MILLISECONDS);
		waiter.sink.onDispose(timer);
		waiter.sink.onCancel(() -> {
			if (remove(waiter)) {
				grant();
			}
		});
		grant();
	}

	private synchronized boolean remove(Waiter waiter) {
		return this.waiting.remove(waiter);
	}

	private static RejectedExecutionException exhausted() {
		return new RejectedExecutionException("Too little memory is free for the body; send the request again later");
	}

	/**
	 * Holds the bytes of one request.
	 */
	final class Reservation {

		private long acquired;

		private boolean released;

		/**
		 * Acquire bytes as soon as they are free.
		 * @param bytes the number of bytes, at most the size of the budget
		 * @return completes when they are acquired; fails when that takes too long
		 */
		Mono<Void> acquire(long bytes) {
			return (bytes == 0) ? Mono.empty() : Mono.create((sink) -> {
				Waiter waiter = new Waiter(this, bytes, sink);
				boolean late;
				synchronized (MemoryBudget.this) {
					late = this.released;
					if (!late) {
						MemoryBudget.this.waiting.add(waiter);
					}
				}
				if (late) {
					sink.error(exhausted());
				}
				else {
					await(waiter);
				}
			});
		}

		/**
		 * Release all bytes and accept no further request for some.
		 */
		void release() {
			synchronized (MemoryBudget.this) {
				this.released = true;
				MemoryBudget.this.waiting.removeIf((waiter) -> waiter.reservation == this);
				MemoryBudget.this.free += this.acquired;
				this.acquired = 0;
			}
			grant();
		}

		/**
		 * Release all bytes but some.
		 * @param bytes how many to keep
		 */
		void shrink(long bytes) {
			synchronized (MemoryBudget.this) {
				long surplus = Math.max(this.acquired - bytes, 0);
				this.acquired -= surplus;
				MemoryBudget.this.free += surplus;
			}
			grant();
		}

	}

	/**
	 * Waits for bytes.
	 */
	private static final class Waiter {

		private final Reservation reservation;

		private final long bytes;

		private final MonoSink<Void> sink;

		Waiter(Reservation reservation, long bytes, MonoSink<Void> sink) {
			this.reservation = reservation;
			this.bytes = bytes;
			this.sink = sink;
		}

	}

}
