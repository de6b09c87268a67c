package io.m2x.spring.boot.health;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.platform.PlatformStatus;

/**
 * Tells whether M2X answers and knows the key.
 * <p>
 * The status of M2X is there for everybody, so a second call, for a list of no devices,
 * shows whether the key is right. A device key may not list devices; that M2X forbids it
 * shows that it knows the key.
 *
 * @since 0.1.0
 */
public class M2xHealthIndicator extends AbstractReactiveHealthIndicator {

	private final M2xClient client;

	private final Duration timeout;

	/**
	 * Create the indicator.
	 * @param client the client to check
	 * @param timeout how long a check may take
	 */
	public M2xHealthIndicator(M2xClient client, Duration timeout) {
		super("M2X health check failed");
		this.client = client;
		this.timeout = timeout;
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		builder.withDetail("host", this.client.baseUrl().getAuthority());
		return check(builder).timeout(this.timeout)
			.onErrorResume(TimeoutException.class,
					(ex) -> Mono.just(down(builder, "no answer within " + this.timeout.toMillis() + " ms")))
			.onErrorResume(M2xException.class, (ex) -> Mono.just(down(builder, String.valueOf(ex.getMessage()))));
	}

	private Mono<Health> check(Health.Builder builder) {
		return this.client.platform().status().flatMap((status) -> {
			addStatus(builder, status);
			return status.isApiOk() ? checkKey(builder)
					: Mono.just(down(builder, "the API says that it does not work"));
		}).switchIfEmpty(Mono.fromSupplier(() -> down(builder, "the answer was empty")));
	}

	private Mono<Health> checkKey(Health.Builder builder) {
		return this.client.devices()
			.list(DeviceQuery.all().withLimit(0))
			.map((page) -> builder.up().withDetail("key", "master").build())
			.onErrorResume(M2xForbiddenException.class,
					(ex) -> Mono.fromSupplier(() -> builder.up().withDetail("key", "limited").build()));
	}

	private static void addStatus(Health.Builder builder, PlatformStatus status) {
		if (status.api() != null) {
			builder.withDetail("api", status.api());
		}
		if (status.triggers() != null) {
			builder.withDetail("triggers", status.triggers());
		}
	}

	private static Health down(Health.Builder builder, String reason) {
		return builder.down().withDetail("error", reason).build();
	}

}
