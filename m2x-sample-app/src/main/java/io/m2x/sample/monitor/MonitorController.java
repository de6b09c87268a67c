package io.m2x.sample.monitor;

import java.time.Duration;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.values.DeviceDataPoints;

/**
 * Serves the data of the page.
 */
@RestController
@RequestMapping("/api")
class MonitorController {

	private static final int MAX_MINUTES = 15;

	private final GreenhouseMonitor greenhouses;

	private final LiveEvents events;

	MonitorController(GreenhouseMonitor greenhouses, LiveEvents events) {
		this.greenhouses = greenhouses;
		this.events = events;
	}

	@GetMapping("/devices")
	Mono<List<DeviceView>> devices() {
		return this.greenhouses.devices();
	}

	@GetMapping("/devices/{id:[0-9a-f]{32}}/history")
	Mono<List<DeviceDataPoints.Row>> history(@PathVariable String id, @RequestParam(defaultValue = "10") int minutes) {
		return this.greenhouses.history(id, span(minutes));
	}

	@GetMapping("/events")
	Flux<ServerSentEvent<?>> events() {
		return this.events.events();
	}

	private static Duration span(int minutes) {
		if (minutes < 1 || minutes > MAX_MINUTES) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'minutes' must be from 1 to " + MAX_MINUTES);
		}
		return Duration.ofMinutes(minutes);
	}

}
