package io.m2x.sample.monitor;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.m2x.client.error.M2xException;

/**
 * Sends events to the page. It reads from M2X once a second for all open pages, and not
 * at all without one.
 */
@Component
class LiveEvents {

	private static final Duration EVERY = Duration.ofSeconds(1);

	private final Flux<ServerSentEvent<?>> devices;

	private final Flux<ServerSentEvent<?>> health;

	private final Sinks.Empty<Void> closing = Sinks.empty();

	LiveEvents(GreenhouseMonitor greenhouses, HealthMonitor health) {
		this.devices = shared(greenhouses.devices()
			.<ServerSentEvent<?>>map((devices) -> event("devices", devices))
			.onErrorResume(M2xException.class, (ex) -> Mono.just(problem(ex))));
		this.health = shared(health.health().map((state) -> event("health", state)));
	}

	/**
	 * Returns the events, beginning with the latest of each kind. The events end when the
	 * application closes, because an open stream would delay its graceful shutdown.
	 * @return the events, one of each kind a second
	 */
	Flux<ServerSentEvent<?>> events() {
		// A slow browser misses events instead of piling them up here.
		return Flux.merge(this.devices.onBackpressureLatest(), this.health.onBackpressureLatest())
			.takeUntilOther(this.closing.asMono());
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		this.closing.tryEmitEmpty();
	}

	private static Flux<ServerSentEvent<?>> shared(Mono<ServerSentEvent<?>> request) {
		return Flux.interval(Duration.ZERO, EVERY)
			.onBackpressureDrop()
			.concatMap((tick) -> request, 0)
			.replay(1)
			.refCount(1, EVERY);
	}

	private static ServerSentEvent<?> event(String name, Object data) {
		return ServerSentEvent.builder(data).event(name).build();
	}

	private static ServerSentEvent<?> problem(M2xException ex) {
		return event("problem", Map.of("detail", Objects.toString(ex.getMessage())));
	}

}
