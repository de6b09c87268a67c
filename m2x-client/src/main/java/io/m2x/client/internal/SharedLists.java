package io.m2x.client.internal;

import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.model.Page;

/**
 * Lists of one kind of resource that several services have, such as the devices of the
 * account, of a collection and of a distribution.
 *
 * @param <Q> the type of the query
 * @param <T> the type of the items
 */
public interface SharedLists<Q, T> {

	/**
	 * Return a page of a list.
	 * @param list the request for the list
	 * @param query the page, the order and the details
	 * @return the page
	 */
	Mono<Page<T>> page(M2xRequest list, Q query);

	/**
	 * Return all items of a list, starting with the page of the query.
	 * @param operation the name of the operation, such as {@code devices.list}
	 * @param list makes the request for the list, once for every page
	 * @param query the order and the details
	 * @return the items
	 */
	Flux<T> all(String operation, Supplier<M2xRequest> list, Q query);

}
