package io.m2x.sample.monitor;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.M2xClient;

/**
 * Reads the health of M2X from the health endpoint of the application.
 */
@Service
class HealthMonitor {

	private final HealthEndpoint endpoint;

	private final M2xClient client;

	HealthMonitor(HealthEndpoint endpoint, M2xClient client) {
		this.endpoint = endpoint;
		this.client = client;
	}

	Mono<M2xHealth> health() {
		// The endpoint blocks.
		return Mono.fromCallable(this::ask).subscribeOn(Schedulers.boundedElastic());
	}

	private M2xHealth ask() {
		HealthDescriptor health = this.endpoint.healthForPath("m2x");
		String status = (health != null) ? health.getStatus().getCode() : "UNKNOWN";
		return new M2xHealth(status, this.client.baseUrl(), error(health));
	}

	private static @Nullable String error(@Nullable HealthDescriptor health) {
		return (health instanceof IndicatedHealthDescriptor indicated && indicated.getDetails() != null)
				? Objects.toString(indicated.getDetails().get("error"), null) : null;
	}

}
