package io.m2x.client.blocking;

import java.util.Iterator;
import java.util.stream.Stream;

import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

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
		return Flux.<T, Iterator<T>>generate(stream::iterator, StreamSource::read, (elements) -> stream.close())
			.cancelOn(scheduler)
			.subscribeOn(scheduler);
	}

	private static <T> Iterator<T> read(Iterator<T> elements, SynchronousSink<T> sink) {
		if (elements.hasNext()) {
			sink.next(elements.next());
		}
		else {
			sink.complete();
		}
		return elements;
	}

}
