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
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.M2xValues;

/**
 * Measures in every greenhouse once a second and reports to M2X.
 */
@Component
class Simulation {

	private static final Log logger = LogFactory.getLog(Simulation.class);

	private final DeviceRegistry registry;

	private final M2xValues values;

	private final List<Climate> climates = Greenhouse.ALL.stream()
		.map((greenhouse) -> new Climate(greenhouse, new Random()))
		.toList();

	private final Map<Greenhouse, Device> registered = new ConcurrentHashMap<>();

	private final Set<Greenhouse> unheard = ConcurrentHashMap.newKeySet();

	Simulation(DeviceRegistry registry, M2xValues values) {
		this.registry = registry;
		this.values = values;
	}

	@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
	Mono<Void> reportAll() {
		return Flux.fromIterable(this.climates).flatMap(this::report).then();
	}

	private Mono<Void> report(Climate climate) {
		Greenhouse greenhouse = climate.greenhouse();
		Reading reading = climate.measure(Instant.now());
		DeviceReading update = DeviceReading.at(reading.time())
			.with("temperature", reading.temperature())
			.with("humidity", reading.humidity())
			.with("vent", reading.vent());
		return device(greenhouse).flatMap((device) -> this.values.write(device.ref(), update))
			.doOnSuccess((done) -> heard(greenhouse))
			.onErrorResume((ex) -> Mono.fromRunnable(() -> failed(greenhouse, ex)));
	}

	private Mono<Device> device(Greenhouse greenhouse) {
		Device known = this.registered.get(greenhouse);
		return (known != null) ? Mono.just(known)
				: this.registry.register(greenhouse).doOnNext((device) -> this.registered.put(greenhouse, device));
	}

	private void heard(Greenhouse greenhouse) {
		if (this.unheard.remove(greenhouse)) {
			logger.info("M2X takes the readings of " + greenhouse.serial() + " again");
		}
	}

	// Whatever went wrong, begin with the registration again: M2X may have lost its data.
	private void failed(Greenhouse greenhouse, Throwable ex) {
		this.registered.remove(greenhouse);
		if (this.unheard.add(greenhouse)) {
			logger.warn("M2X does not take the readings of " + greenhouse.serial() + ", trying on: " + ex.getMessage());
		}
	}

}
