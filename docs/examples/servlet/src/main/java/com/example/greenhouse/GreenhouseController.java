package com.example.greenhouse;

import java.time.Duration;
import java.util.stream.Stream;

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

import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.blocking.M2xBlockingValues;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

// tag::controller[]
@RestController
@RequestMapping("/greenhouses/{serial}")
class GreenhouseController {

	private final M2xBlockingDevices devices;

	private final M2xBlockingValues values;

	GreenhouseController(M2xBlockingDevices devices, M2xBlockingValues values) {
		this.devices = devices;
		this.values = values;
	}

	@PutMapping
	void provision(@PathVariable String serial, @RequestParam String name) {
		this.devices.ensure(DeviceRef.serial(serial),
				(device) -> device.name(name)
					.stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C"))
					.stream("humidity", StreamDefinition.numeric().withUnit("percent", "%")));
	}

	@PostMapping("/readings")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void write(@PathVariable String serial, @RequestBody Reading reading) {
		this.values.write(DeviceRef.serial(serial),
				DeviceReading.at(reading.at())
					.with("temperature", reading.temperature())
					.with("humidity", reading.humidity()));
	}

	@GetMapping("/temperatures")
	Stream<DataPoint> read(@PathVariable String serial, @RequestParam(defaultValue = "PT1H") Duration last) {
		return this.values.listAll(DeviceRef.serial(serial), "temperature", ValuesQuery.last(last), SortDirection.ASC);
	}

	@GetMapping("/report")
	StreamStats report(@PathVariable String serial) {
		return this.values.stats(DeviceRef.serial(serial), "temperature", ValuesQuery.last(Duration.ofDays(1)));
	}

}
// end::controller[]
