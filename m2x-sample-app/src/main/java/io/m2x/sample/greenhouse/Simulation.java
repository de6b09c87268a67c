package io.m2x.sample.greenhouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.Device;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.M2xValues;

/**
 * Writes pending readings of the greenhouses to M2X once a second. This is usually one
 * reading, at startup those of the last ten minutes, and after an outage those measured
 * during the outage.
 */
@Component
class Simulation {

	private static final Log logger = LogFactory.getLog(Simulation.class);

	private final DeviceRegistry registry;

	private final M2xValues values;

	private final List<Sensor> sensors = Greenhouse.ALL.stream()
		.map((greenhouse) -> new Sensor(new Climate(greenhouse, new Random()), Instant.now()))
		.toList();

	private final Map<Greenhouse, Device> registered = new ConcurrentHashMap<>();

	private final Set<Greenhouse> failing = ConcurrentHashMap.newKeySet();

	Simulation(DeviceRegistry registry, M2xValues values) {
		this.registry = registry;
		this.values = values;
	}

	@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
	Mono<Void> reportAll() {
		return Flux.fromIterable(this.sensors).flatMap(this::report).then();
	}

	private Mono<Void> report(Sensor sensor) {
		Greenhouse greenhouse = sensor.greenhouse();
		return device(sensor).flatMap((device) -> write(device, sensor))
			.doOnSuccess((done) -> succeeded(greenhouse))
			.onErrorResume((ex) -> Mono.fromRunnable(() -> failed(greenhouse, ex)));
	}

	private Mono<Device> device(Sensor sensor) {
		Greenhouse greenhouse = sensor.greenhouse();
		Device known = this.registered.get(greenhouse);
		return (known != null) ? Mono.just(known)
				: this.registry.register(greenhouse)
					.delayUntil((device) -> this.registry.latestReading(device).doOnNext(sensor::accepted))
					.doOnNext((device) -> this.registered.put(greenhouse, device));
	}

	// Each reading has its own time, so a reading that is written twice is stored once.
	private Mono<Void> write(Device device, Sensor sensor) {
		List<Reading> readings = sensor.pending(Instant.now());
		if (readings.isEmpty()) {
			return Mono.empty();
		}
		Map<String, List<DataPoint>> points = Map.of("temperature",
				readings.stream().map((reading) -> DataPoint.of(reading.time(), reading.temperature())).toList(),
				"humidity",
				readings.stream().map((reading) -> DataPoint.of(reading.time(), reading.humidity())).toList(), "vent",
				readings.stream().map((reading) -> DataPoint.of(reading.time(), reading.vent())).toList());
		return this.values.writeAll(device.ref(), points)
			.doOnSuccess((done) -> sensor.accepted(readings.get(readings.size() - 1).time()));
	}

	private void succeeded(Greenhouse greenhouse) {
		if (this.failing.remove(greenhouse)) {
			logger.info("M2X accepts the readings of " + greenhouse.serial() + " again");
		}
	}

	// M2X may have lost its data: register the device again before the next write.
	private void failed(Greenhouse greenhouse, Throwable ex) {
		this.registered.remove(greenhouse);
		if (this.failing.add(greenhouse)) {
			logger.warn("M2X does not accept the readings of " + greenhouse.serial()
					+ "; they are kept and written later: " + ex.getMessage());
		}
	}

}
