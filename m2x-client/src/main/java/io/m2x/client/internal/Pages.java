package io.m2x.client.internal;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.Page;

/**
 * Reads all pages of a list.
 */
public final class Pages {

	private Pages() {
	}

	/**
	 * Return all items of a list. The next page is fetched when the items of the current
	 * one are consumed.
	 * @param <T> the type of the items
	 * @param operation the name of the operation, such as {@code devices.list}
	 * @param first the number of the page to start with, from 1, or {@code null} for the
	 * first one
	 * @param fetch fetches the page with a number
	 * @return the items; fails with the number of the page if a page can't be read, is
	 * not the requested one, or is empty although it is not the last one
	 */
	public static <T> Flux<T> all(String operation, @Nullable Integer first, IntFunction<Mono<Page<T>>> fetch) {
		Flux<Page<T>> pages = fetch((first != null) ? first : 1, fetch).expand((page) -> next(operation, page, fetch));
		return items(pages, Page::items);
	}

	/**
	 * Return the items of pages. The next page is fetched when one of its items is
	 * requested, not already when the current page is consumed.
	 * @param <P> the type of the pages
	 * @param <T> the type of the items
	 * @param pages the pages
	 * @param items returns the items of a page
	 * @return the items
	 */
	public static <P, T> Flux<T> items(Flux<P> pages, Function<P, List<T>> items) {
		// An iterable would complete together with its last item.
		return pages.concatMap((page) -> Flux.generate(items.apply(page)::iterator, Pages::emitNext), 0);
	}

	private static <T> Iterator<T> emitNext(Iterator<T> items, SynchronousSink<T> sink) {
		if (items.hasNext()) {
			sink.next(items.next());
		}
		else {
			sink.complete();
		}
		return items;
	}

	private static <T> Flux<Page<T>> next(String operation, Page<T> last, IntFunction<Mono<Page<T>>> fetch) {
		// Otherwise a truncated list would look complete.
		if (last.items().isEmpty() && last.currentPage() < last.pages()) {
			return Flux.error(() -> new M2xTransportException(operation, "page " + last.currentPage() + " of "
					+ last.pages() + " is empty; list again, as items are missing", null)
				.atPage(last.currentPage()));
		}
		if (!last.hasNext()) {
			return Flux.empty();
		}
		// Without prefetch the next page is fetched only on demand.
		return Flux.just(last.currentPage() + 1)
			.hide()
			.concatMap((number) -> fetch(number,
					(page) -> fetch.apply(page).doOnNext((next) -> checkNumber(operation, page, next.currentPage()))),
					0);
	}

	private static <T> Mono<Page<T>> fetch(int number, IntFunction<Mono<Page<T>>> fetch) {
		return fetch.apply(number).onErrorMap(M2xException.class, (ex) -> ex.atPage(number));
	}

	// A server that always sends the same page would make the list endless.
	private static void checkNumber(String operation, int requested, int received) {
		if (received != requested) {
			throw new M2xTransportException(operation,
					"the server sent page " + received + " instead of page " + requested, null);
		}
	}

}
