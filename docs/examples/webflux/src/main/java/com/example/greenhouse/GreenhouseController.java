package com.example.greenhouse;

import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.M2xValues;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

// tag::controller[]
@RestController
@RequestMapping("/greenhouses/{serial}")
class GreenhouseController {

	private final M2xDevices devices;

	private final M2xValues values;

	GreenhouseController(M2xDevices devices, M2xValues values) {
		this.devices = devices;
		this.values = values;
	}

	@PutMapping
	Mono<Void> provision(@PathVariable String serial, @RequestParam String name) {
		return this.devices
			.ensure(DeviceRef.serial(serial),
					(device) -> device.name(name)
						.stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C"))
						.stream("humidity", StreamDefinition.numeric().withUnit("percent", "%")))
			.then();
	}

	@PostMapping("/readings")
	@ResponseStatus(HttpStatus.ACCEPTED)
	Mono<Void> write(@PathVariable String serial, @RequestBody Reading reading) {
		return this.values.write(DeviceRef.serial(serial),
				DeviceReading.at(reading.at())
					.with("temperature", reading.temperature())
					.with("humidity", reading.humidity()));
	}

	@GetMapping("/temperatures")
	Flux<DataPoint> read(@PathVariable String serial, @RequestParam(defaultValue = "PT1H") Duration last) {
		return this.values.listAll(DeviceRef.serial(serial), "temperature", ValuesQuery.last(last), SortDirection.ASC);
	}

	@GetMapping("/report")
	Mono<StreamStats> report(@PathVariable String serial) {
		return this.values.stats(DeviceRef.serial(serial), "temperature", ValuesQuery.last(Duration.ofDays(1)));
	}

}
// end::controller[]
