package io.m2x.sample.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.NumericValue;
import io.m2x.client.model.Page;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.ValuesQuery;

/**
 * Reads the greenhouses and their readings from M2X.
 */
@Service
class GreenhouseMonitor {

	private static final Duration PERIOD_OF_STATS = Duration.ofMinutes(10);

	private static final List<String> NUMERIC_STREAMS = List.of("temperature", "humidity");

	private static final List<String> STREAMS = List.of("temperature", "humidity", "vent");

	private static final int MAX_ROWS = 1000;

	private final M2xDevices devices;

	private final M2xValues values;

	GreenhouseMonitor(M2xDevices devices, M2xValues values) {
		this.devices = devices;
		this.values = values;
	}

	/**
	 * Returns the devices with the tag {@code greenhouse}, whoever writes their values,
	 * among the hundred devices that sent data last.
	 * @return the devices by name
	 */
	Mono<List<DeviceView>> devices() {
		DeviceQuery query = DeviceQuery.all().withLimit(100).withStreamValues().withMetadata();
		return this.devices.list(query)
			.flatMapIterable(Page::items)
			.filter((device) -> device.tags().contains("greenhouse"))
			.flatMap(this::view)
			.sort(Comparator.comparing(DeviceView::name).thenComparing(DeviceView::id))
			.collectList();
	}

	// The statistics are read after the latest values, so that they include them. The
	// device may be deleted in between.
	private Mono<DeviceView> view(Device device) {
		return Flux.fromIterable(NUMERIC_STREAMS)
			.filter((stream) -> device.streamValues().get(stream) instanceof NumericValue)
			.flatMap((stream) -> this.values.stats(device.ref(), stream, ValuesQuery.last(PERIOD_OF_STATS))
				.map((stats) -> Map.entry(stream, stats)))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.map((stats) -> DeviceView.of(device, stats))
			.onErrorResume(M2xNotFoundException.class, (ex) -> Mono.empty());
	}

	/**
	 * Returns the latest readings of a device.
	 * @param deviceId the id of the device
	 * @param span how far to look back
	 * @return the readings, oldest first
	 */
	Mono<List<DeviceDataPoints.Row>> history(String deviceId, Duration span) {
		return this.values.listAcross(DeviceRef.id(deviceId), STREAMS, ValuesQuery.last(span).withLimit(MAX_ROWS))
			.map((points) -> reversed(points.values()));
	}

	private static <T> List<T> reversed(List<T> list) {
		List<T> copy = new ArrayList<>(list);
		Collections.reverse(copy);
		return copy;
	}

}
