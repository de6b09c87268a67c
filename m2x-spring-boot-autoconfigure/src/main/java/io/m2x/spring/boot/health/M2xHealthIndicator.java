package io.m2x.spring.boot.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.platform.PlatformStatus;
import io.m2x.client.retry.RetryOptions;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Checks that M2X responds and knows the key.
 * <p>
 * The status of M2X needs no key, so a second call, which lists no devices, checks the
 * key. A device key may not list devices. If M2X forbids the call, it knows the key.
 * <p>
 * Concurrent callers share one check, and its result is cached, so that many monitors
 * cause no more load than one.
 *
 * @since 0.1.0
 */
public class M2xHealthIndicator implements ReactiveHealthIndicator {

	private static final Log logger = LogFactory.getLog(M2xHealthIndicator.class);

	/**
	 * Error of every call for an account that is not activated yet.
	 */
	private static final String ACCOUNT_NOT_ACTIVE = "Account Not Active";

	private final M2xClient client;

	private final Duration timeout;

	private final AtomicReference<@Nullable String> loggedReason = new AtomicReference<>();

	private final Mono<Health> health;

	/**
	 * Create the indicator.
	 * @param client the client to check
	 * @param timeout the maximum time for a check, including retries
	 * @param cache the time for which the result of a check, up or down, is cached. Zero
	 * to check every time
	 */
	public M2xHealthIndicator(M2xClient client, Duration timeout, Duration cache) {
		this.client = client.withRetry(limitedTo(client.retry(), timeout));
		this.timeout = timeout;
		this.health = Mono.defer(this::check).cache(cache);
	}

	// A check must report an outage and its reason instead of waiting for its end.
	private static RetryOptions limitedTo(RetryOptions retry, Duration timeout) {
		Duration half = timeout.dividedBy(2);
		return (retry.timeout().compareTo(half) > 0) ? retry.withTimeout(half) : retry;
	}

	@Override
	public Mono<Health> health() {
		return this.health;
	}

	private Mono<Health> check() {
		Health.Builder builder = new Health.Builder();
		builder.withDetail("host", this.client.baseUrl().getAuthority());
		long start = System.nanoTime();
		return check(builder).timeout(this.timeout, Mono.error(this::timedOut))
			.doOnNext((up) -> this.loggedReason.set(null))
			.onErrorResume((ex) -> Mono.fromSupplier(() -> down(builder, ex)))
			.map((result) -> builder
				.withDetail("latency", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms")
				.build());
	}

	private M2xTransportException timedOut() {
		return new M2xTransportException("health", "no response within " + this.timeout.toMillis() + " ms", null);
	}

	private Mono<Health.Builder> check(Health.Builder builder) {
		return this.client.platform()
			.status()
			.onErrorMap(M2xNotFoundException.class, M2xHealthIndicator::wrongAddress)
			.switchIfEmpty(Mono.error(() -> new M2xTransportException("health", "the response was empty", null)))
			.flatMap((status) -> {
				addStatus(builder, status);
				return status.isApiOk() ? checkKey(builder) : Mono
					.error(new M2xTransportException("health", "the API reports that it does not work", null));
			});
	}

	private Mono<Health.Builder> checkKey(Health.Builder builder) {
		return this.client.devices()
			.list(DeviceQuery.all().withLimit(0))
			.map((page) -> builder.up().withDetail("key", "master"))
			.onErrorResume(M2xHealthIndicator::isLimitedKey,
					(ex) -> Mono.fromSupplier(() -> builder.up().withDetail("key", "limited")));
	}

	private static boolean isLimitedKey(Throwable failure) {
		return failure instanceof M2xForbiddenException forbidden && !ACCOUNT_NOT_ACTIVE.equals(forbidden.error());
	}

	private static M2xTransportException wrongAddress(M2xNotFoundException ex) {
		return new M2xTransportException("health",
				"there is no M2X API at this address; does it end with the version, such as /v2? (" + ex.getMessage()
						+ ")",
				ex);
	}

	private static void addStatus(Health.Builder builder, PlatformStatus status) {
		if (status.api() != null) {
			builder.withDetail("api", status.api());
		}
		if (status.triggers() != null) {
			builder.withDetail("triggers", status.triggers());
		}
	}

	// Log a reason once: frequent checks must not fill the log.
	private Health.Builder down(Health.Builder builder, Throwable failure) {
		String cause = reason(failure);
		String reason = cause + hint(cause);
		if (!reason.equals(this.loggedReason.getAndSet(reason))) {
			logger.warn("M2X client '" + this.client.name() + "' at " + this.client.baseUrl() + " is down: " + reason);
		}
		return builder.down().withDetail("error", reason);
	}

	// Only exceptions of the client are known to contain no secret.
	private static String reason(Throwable failure) {
		return (failure instanceof M2xException) ? String.valueOf(failure.getMessage()) : failure.getClass().getName();
	}

	private String hint(String reason) {
		return (M2xPropertyChecks.hasVersion(this.client.baseUrl()) || reason.contains("/v2")) ? ""
				: "; the address does not end with the version of the API: is M2X at " + this.client.baseUrl() + "/v2?";
	}

}
