package io.m2x.client.devices;

import java.util.function.Function;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.Pages;
import io.m2x.client.internal.SharedLists;
import io.m2x.client.model.Page;
import io.m2x.client.model.SortDirection;

/**
 * Lists of devices: those of the account, of a collection and of a distribution.
 */
final class DeviceLists implements SharedLists<DeviceQuery, Device> {

	@Override
	public Mono<Page<Device>> page(M2xRequest list, DeviceQuery query) {
		return query.addTo(list).retrievePage("devices", Device.class);
	}

	@Override
	public Flux<Device> all(String operation, Supplier<M2xRequest> list, DeviceQuery query) {
		return all(operation, query, (DeviceQuery page) -> page(list.get(), page));
	}

	// By default in the order of creation, in which no device is missed.
	static Flux<Device> all(String operation, DeviceQuery query, Function<DeviceQuery, Mono<Page<Device>>> fetch) {
		DeviceQuery ordered = (query.sort() != null) ? query : query.sortedBy(DeviceSort.CREATED, SortDirection.ASC);
		return Pages.all(operation, query.page(), (number) -> fetch.apply(ordered.withPage(number)));
	}

}
