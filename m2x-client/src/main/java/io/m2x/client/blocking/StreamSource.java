package io.m2x.client.blocking;

import java.util.Iterator;
import java.util.stream.Stream;

import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

import io.m2x.client.error.M2xException;
import io.m2x.client.internal.BlockingScheduler;

/**
 * Reads a stream of the application, which may block. Threads for blocking work read and
 * close it, one at a time: it is never closed while it is read.
 */
final class StreamSource {

	private StreamSource() {
	}

	static <T> Flux<T> of(Stream<T> stream) {
		Scheduler scheduler = BlockingScheduler.get();
		// If the source is cancelled while it is read, the reading thread is interrupted,
		// and closes the stream. Otherwise the stream is closed where cancelOn says.
		return Flux
			.<T, Iterator<T>>generate(stream::iterator, (elements, sink) -> read(stream, elements, sink),
					(elements) -> stream.close())
			.cancelOn(scheduler)
			.subscribeOn(scheduler);
	}

	// Closes a stream that ends before it says so, as the caller goes on then.
	private static <T> Iterator<T> read(Stream<T> stream, Iterator<T> elements, SynchronousSink<T> sink) {
		try {
			if (elements.hasNext()) {
				sink.next(elements.next());
			}
			else {
				stream.close();
				sink.complete();
			}
			return elements;
		}
		catch (M2xException ex) {
			throw new Failure(ex);
		}
	}

	/**
	 * Wraps the failure of a call that the stream itself made, whose stack trace shows
	 * where.
	 */
	static final class Failure extends RuntimeException {

		private final M2xException origin;

		Failure(M2xException origin) {
			super(null, origin, false, false);
			this.origin = origin;
		}

		M2xException origin() {
			return this.origin;
		}

	}

}
