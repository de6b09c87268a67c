package io.m2x.spring.boot.autoconfigure.problem;

import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.devices.M2xStreamTypeException;
import io.m2x.client.error.M2xException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.StreamType;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ValuesQuery;
import io.m2x.spring.boot.M2xClients;

/**
 * An application that calls M2X in each of the ways that there are.
 */
@RestController
@EnableAutoConfiguration
class DeviceController {

	private final M2xDevices devices;

	private final M2xBlockingDevices blocking;

	private final M2xClients clients;

	DeviceController(M2xDevices devices, M2xBlockingDevices blocking, M2xClients clients) {
		this.devices = devices;
		this.blocking = blocking;
		this.clients = clients;
	}

	@GetMapping("/reactive/{device}")
	Mono<String> reactive(@PathVariable String device) {
		return this.devices.view(DeviceRef.id(device)).map(Device::name);
	}

	@GetMapping("/blocking/{device}")
	String blocking(@PathVariable String device) {
		return this.blocking.view(DeviceRef.id(device)).name();
	}

	@GetMapping("/reactive/{client}/{device}")
	Mono<String> reactive(@PathVariable String client, @PathVariable String device) {
		return this.clients.get(client).devices().view(DeviceRef.id(device)).map(Device::name);
	}

	@GetMapping("/blocking/{client}/{device}")
	String blocking(@PathVariable String client, @PathVariable String device) {
		return M2xBlockingClient.of(this.clients.get(client)).devices().view(DeviceRef.id(device)).name();
	}

	@GetMapping("/list/reactive")
	Flux<DataPoint> list() {
		return this.clients.get(M2xClient.DEFAULT_NAME)
			.values()
			.listAll(DeviceRef.id("missing"), "temperature", ValuesQuery.latest());
	}

	@GetMapping("/list/blocking")
	Stream<DataPoint> blockingList() {
		return M2xBlockingClient.of(this.clients.get(M2xClient.DEFAULT_NAME))
			.values()
			.listAll(DeviceRef.id("missing"), "temperature", ValuesQuery.latest());
	}

	@GetMapping("/interrupted")
	String interrupted() {
		Thread.currentThread().interrupt();
		try {
			return blocking("missing");
		}
		finally {
			Thread.interrupted();
		}
	}

	@GetMapping("/stream-type")
	String streamType() {
		throw new M2xStreamTypeException("devices.ensure", DeviceRef.id("d1"), "temperature", StreamType.ALPHANUMERIC,
				StreamType.NUMERIC);
	}

	@GetMapping("/wrapped")
	String wrapped() {
		throw new CompletionException(failure());
	}

	@GetMapping("/status-of-the-exception")
	String statusOfTheException() {
		throw new ResponseStatusException(HttpStatus.I_AM_A_TEAPOT, "Out of tea", failure());
	}

	@GetMapping("/status-of-the-class")
	String statusOfTheClass() {
		throw new TeapotException(failure());
	}

	private M2xException failure() {
		try {
			throw new AssertionError(blocking("missing"));
		}
		catch (M2xException ex) {
			return ex;
		}
	}

	@ResponseStatus(HttpStatus.I_AM_A_TEAPOT)
	static class TeapotException extends RuntimeException {

		TeapotException(Throwable cause) {
			super(cause);
		}

	}

}
