package io.m2x.gateway;

import java.time.Duration;
import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.blocking.M2xBlockingValues;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

// tag::gateway[]
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
	String provision(@PathVariable String serial) {
		return this.devices
			.ensure(DeviceRef.serial(serial),
					(device) -> device.name("Greenhouse " + serial)
						.stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C")))
			.id();
	}

	@PostMapping("/temperature")
	void write(@PathVariable String serial, @RequestParam double celsius) {
		this.values.write(DeviceRef.serial(serial), "temperature", celsius);
	}

	@GetMapping("/temperature")
	List<DataPoint> read(@PathVariable String serial) {
		return this.values.list(DeviceRef.serial(serial), "temperature", ValuesQuery.last(Duration.ofHours(1)))
			.values();
	}

	@GetMapping("/report")
	StreamStats report(@PathVariable String serial) {
		return this.values.stats(DeviceRef.serial(serial), "temperature", ValuesQuery.last(Duration.ofDays(1)));
	}

}
// end::gateway[]
