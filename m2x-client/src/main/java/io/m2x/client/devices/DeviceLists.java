package io.m2x.client.devices;

import java.util.function.Function;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.model.Page;
import io.m2x.client.model.SortDirection;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.Pages;

/**
 * Lists of devices, which the account, collections and distributions have alike; made for
 * the services, not for applications.
 *
 * @since 0.1.0
 */
public final class DeviceLists {

	private DeviceLists() {
	}

	/**
	 * Return a page of a list.
	 * @param list the request for the list
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	public static Mono<Page<Device>> page(M2xRequest list, DeviceQuery query) {
		return query.addTo(list).retrievePage("devices", Device.class);
	}

	/**
	 * Return all devices of a list, from the page of the query on. Without another order
	 * they come in that of their creation, in which none is missed.
	 * @param operation the name of the operation, such as {@code devices.list}
	 * @param list makes the request for the list, once for every page
	 * @param query in which order and how detailed
	 * @return the devices
	 */
	public static Flux<Device> all(String operation, Supplier<M2xRequest> list, DeviceQuery query) {
		return walk(operation, query, (page) -> page(list.get(), page));
	}

	static Flux<Device> walk(String operation, DeviceQuery query, Function<DeviceQuery, Mono<Page<Device>>> fetch) {
		DeviceQuery ordered = (query.sort() != null) ? query : query.sortedBy(DeviceSort.CREATED, SortDirection.ASC);
		return Pages.all(operation, query.page(), (number) -> fetch.apply(ordered.withPage(number)));
	}

}
