package io.m2x.client.transport;

import java.util.function.IntFunction;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
	 * @param first the number of the page to start with, from 1
	 * @param fetch gets the page of a number
	 * @return the items
	 */
	public static <T> Flux<T> all(int first, IntFunction<Mono<Page<T>>> fetch) {
		return fetch.apply(first).expand((page) -> next(page, fetch)).flatMapIterable(Page::items, 1);
	}

	private static <T> Flux<Page<T>> next(Page<T> page, IntFunction<Mono<Page<T>>> fetch) {
		if (!page.hasNext()) {
			return Flux.empty();
		}
		int number = page.currentPage() + 1;
		// Without prefetch the source is asked, and the page fetched, only on demand. A
		// server that sends the same page again would never let the walk end.
		return Flux.just(number).hide().concatMap(fetch::apply, 0).filter((next) -> next.currentPage() == number);
	}

}
