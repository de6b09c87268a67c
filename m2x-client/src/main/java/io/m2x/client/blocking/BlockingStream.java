package io.m2x.client.blocking;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Lazy stream: requests an element when one is needed.
 *
 * @param <T> the type of the elements
 */
final class BlockingStream<T> extends Spliterators.AbstractSpliterator<T> {

	private final BlockingSubscriber<T> source;

	private BlockingStream(BlockingSubscriber<T> source) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
		this.source = source;
	}

	static <T> Stream<T> of(BlockingSubscriber<T> source) {
		return StreamSupport.stream(new BlockingStream<>(source), false).onClose(source::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super T> action) {
		T element = this.source.next();
		if (element == null) {
			return false;
		}
		action.accept(element);
		return true;
	}

}
