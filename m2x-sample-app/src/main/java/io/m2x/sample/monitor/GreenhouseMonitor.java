package io.m2x.sample.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

/**
 * Reads from M2X what the greenhouses reported.
 */
@Service
class GreenhouseMonitor {

	private static final List<String> STREAMS = List.of("temperature", "humidity", "vent");

	private static final int MAX_ROWS = 1000;

	private final M2xDevices devices;

	private final M2xValues values;

	GreenhouseMonitor(M2xDevices devices, M2xValues values) {
		this.devices = devices;
		this.values = values;
	}

	/**
	 * Returns the devices with the tag {@code greenhouse}, among the hundred that sent
	 * data last, whoever feeds them.
	 * @return the devices by name
	 */
	Mono<List<DeviceView>> devices() {
		DeviceQuery query = DeviceQuery.all().withLimit(100).withStreamValues().withMetadata();
		return this.devices.list(query)
			.map((page) -> page.items()
				.stream()
				.filter((device) -> device.tags().contains("greenhouse"))
				.map(DeviceView::of)
				.sorted(Comparator.comparing(DeviceView::name).thenComparing(DeviceView::id))
				.toList());
	}

	/**
	 * Returns what a device reported lately.
	 * @param deviceId the id of the device
	 * @param span how far to look back
	 * @return the readings, oldest first
	 */
	Mono<List<DeviceDataPoints.Row>> history(String deviceId, Duration span) {
		return this.values.listAcross(DeviceRef.id(deviceId), STREAMS, ValuesQuery.last(span).withLimit(MAX_ROWS))
			.map((points) -> reversed(points.values()));
	}

	Mono<DeviceStats> stats(String deviceId, Duration span) {
		Mono<StreamStats> temperature = this.values.stats(DeviceRef.id(deviceId), "temperature",
				ValuesQuery.last(span));
		Mono<StreamStats> humidity = this.values.stats(DeviceRef.id(deviceId), "humidity", ValuesQuery.last(span));
		return Mono.zip(temperature, humidity, DeviceStats::new);
	}

	private static <T> List<T> reversed(List<T> list) {
		List<T> copy = new ArrayList<>(list);
		Collections.reverse(copy);
		return copy;
	}

}
