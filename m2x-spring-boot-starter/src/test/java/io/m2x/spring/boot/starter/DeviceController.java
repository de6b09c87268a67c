package io.m2x.spring.boot.starter;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.devices.Device;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;

/**
 * Controller of a user: one method blocks for the response, the other returns a
 * publisher.
 */
@RestController
class DeviceController {

	private final M2xDevices devices;

	DeviceController(M2xDevices devices) {
		this.devices = devices;
	}

	@GetMapping("/awaited")
	String awaited() {
		return this.devices.view(DeviceRef.id(StubM2x.DEVICE)).block().name() + " on " + Thread.currentThread();
	}

	@GetMapping("/returned")
	Mono<String> returned() {
		return this.devices.view(DeviceRef.id(StubM2x.DEVICE)).map(Device::name);
	}

	@GetMapping("/blockable")
	boolean blockable() {
		return !Schedulers.isInNonBlockingThread();
	}

}
