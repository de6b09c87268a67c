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
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	Mono<Page<T>> page(M2xRequest list, Q query);

	/**
	 * Return all items of a list, from the page of the query on.
	 * @param operation the name of the operation, such as {@code devices.list}
	 * @param list makes the request for the list, once for every page
	 * @param query in which order and how detailed
	 * @return the items
	 */
	Flux<T> all(String operation, Supplier<M2xRequest> list, Q query);

}
