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
 * Walks through the pages of a list.
 */
public final class Pages {

	private Pages() {
	}

	/**
	 * Return all items of a list; the next page is asked for when the items of the one
	 * before are used up.
	 * @param <T> the type of the items
	 * @param operation the name of the operation, such as {@code devices.list}
	 * @param first the number of the page to start with, from 1, or {@code null} for the
	 * first one
	 * @param fetch gets the page of a number
	 * @return the items; fails if the server does not go on to the next page or a page
	 * before the last one is empty, and always with the number of the page that could not
	 * be read
	 */
	public static <T> Flux<T> all(String operation, @Nullable Integer first, IntFunction<Mono<Page<T>>> fetch) {
		Flux<Page<T>> pages = fetch((first != null) ? first : 1, fetch).expand((page) -> next(operation, page, fetch));
		return items(pages, Page::items);
	}

	/**
	 * Return the items of pages; the next page is asked for when an item of it is wanted,
	 * not when those of the one before are used up.
	 * @param <P> the type of the pages
	 * @param <T> the type of the items
	 * @param pages the pages
	 * @param items gets the items of a page
	 * @return the items
	 */
	public static <P, T> Flux<T> items(Flux<P> pages, Function<P, List<T>> items) {
		// An iterable would tell its end together with its last item.
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
		// Else a list that is cut short would pass for a whole one.
		if (last.items().isEmpty() && last.currentPage() < last.pages()) {
			return Flux.error(() -> new M2xTransportException(operation,
					"page " + last.currentPage() + " of " + last.pages() + " is empty", null)
				.atPage(last.currentPage()));
		}
		if (!last.hasNext()) {
			return Flux.empty();
		}
		// Without prefetch the source is asked, and the page fetched, only on demand.
		return Flux.just(last.currentPage() + 1)
			.hide()
			.concatMap((wanted) -> fetch(wanted,
					(page) -> fetch.apply(page).doOnNext((next) -> checkNumber(operation, page, next.currentPage()))),
					0);
	}

	private static <T> Mono<Page<T>> fetch(int number, IntFunction<Mono<Page<T>>> fetch) {
		return fetch.apply(number).onErrorMap(M2xException.class, (ex) -> ex.atPage(number));
	}

	// A server that sends the same page again and again would never let the walk end.
	private static void checkNumber(String operation, int wanted, int got) {
		if (got != wanted) {
			throw new M2xTransportException(operation, "page " + wanted + " was asked for, page " + got + " came",
					null);
		}
	}

}
