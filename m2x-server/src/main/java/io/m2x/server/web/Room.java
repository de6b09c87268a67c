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
 * A number of bytes that is shared. Who finds too few left waits, first come first
 * served: nobody with small wishes overtakes one with a large one.
 */
final class Room {

	private final Deque<Wish> waiting = new ArrayDeque<>();

	private final Duration maxWait;

	private long free;

	Room(long size, Duration maxWait) {
		this.free = size;
		this.maxWait = maxWait;
	}

	Share share() {
		return new Share();
	}

	private void serve() {
		List<Wish> granted = new ArrayList<>();
		synchronized (this) {
			while (!this.waiting.isEmpty() && this.waiting.getFirst().bytes <= this.free) {
				Wish wish = this.waiting.removeFirst();
				wish.share.taken += wish.bytes;
				this.free -= wish.bytes;
				granted.add(wish);
			}
		}
		granted.forEach((wish) -> wish.sink.success());
	}

	private void await(Wish wish) {
		if (this.maxWait.isZero()) {
			serve();
			if (remove(wish)) {
				wish.sink.error(none());
			}
			return;
		}
		Disposable timer = Schedulers.parallel().schedule(() -> {
			if (remove(wish)) {
				wish.sink.error(none());
				// It may have been in the way of smaller ones.
				serve();
			}
		}, this.maxWait.toMillis(), TimeUnit.MILLISECONDS);
		wish.sink.onDispose(timer);
		wish.sink.onCancel(() -> {
			if (remove(wish)) {
				serve();
			}
		});
		serve();
	}

	private synchronized boolean remove(Wish wish) {
		return this.waiting.remove(wish);
	}

	private static RejectedExecutionException none() {
		return new RejectedExecutionException("There is no room for the body");
	}

	/**
	 * What one request has taken.
	 */
	final class Share {

		private long taken;

		private boolean over;

		/**
		 * Take bytes, once they are free.
		 * @param bytes how many, never more than there are in all
		 * @return completes when they are taken; fails when that takes too long
		 */
		Mono<Void> take(long bytes) {
			return (bytes == 0) ? Mono.empty() : Mono.create((sink) -> {
				Wish wish = new Wish(this, bytes, sink);
				boolean late;
				synchronized (Room.this) {
					late = this.over;
					if (!late) {
						Room.this.waiting.add(wish);
					}
				}
				if (late) {
					sink.error(none());
				}
				else {
					await(wish);
				}
			});
		}

		/**
		 * Give everything back for good.
		 */
		void giveBack() {
			synchronized (Room.this) {
				this.over = true;
				Room.this.waiting.removeIf((wish) -> wish.share == this);
				Room.this.free += this.taken;
				this.taken = 0;
			}
			serve();
		}

		/**
		 * Give back what turned out to be too much.
		 * @param bytes how many to keep
		 */
		void keep(long bytes) {
			synchronized (Room.this) {
				long surplus = Math.max(this.taken - bytes, 0);
				this.taken -= surplus;
				Room.this.free += surplus;
			}
			serve();
		}

	}

	/**
	 * Bytes that are waited for.
	 */
	private static final class Wish {

		private final Share share;

		private final long bytes;

		private final MonoSink<Void> sink;

		Wish(Share share, long bytes, MonoSink<Void> sink) {
			this.share = share;
			this.bytes = bytes;
			this.sink = sink;
		}

	}

}
