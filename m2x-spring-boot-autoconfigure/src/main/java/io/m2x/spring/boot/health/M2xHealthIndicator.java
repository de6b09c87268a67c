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
 * Tells whether M2X answers and knows the key.
 * <p>
 * The status of M2X is there for everybody, so a second call, for a list of no devices,
 * shows whether the key is right. A device key may not list devices; that M2X forbids it
 * shows that it knows the key.
 * <p>
 * Those who ask while a check is on its way get its result, and for a while thereafter
 * the same result again, so that many monitors are no more load than one.
 *
 * @since 0.1.0
 */
public class M2xHealthIndicator implements ReactiveHealthIndicator {

	private static final Log logger = LogFactory.getLog(M2xHealthIndicator.class);

	/**
	 * What M2X answers to every call of an account that awaits its activation.
	 */
	private static final String ACCOUNT_NOT_ACTIVE = "Account Not Active";

	private final M2xClient client;

	private final Duration timeout;

	private final AtomicReference<@Nullable String> loggedReason = new AtomicReference<>();

	private final Mono<Health> health;

	/**
	 * Create the indicator.
	 * @param client the client to check
	 * @param timeout how long a check may take, with all retries
	 * @param cache how long the result of a check, good or bad, is reported again; zero
	 * to check every time
	 */
	public M2xHealthIndicator(M2xClient client, Duration timeout, Duration cache) {
		this.client = client.withRetry(limitedTo(client.retry(), timeout));
		this.timeout = timeout;
		this.health = Mono.defer(this::check).cache(cache);
	}

	// A check is not to ride over an outage but to tell it, with its reason.
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
				return status.isApiOk() ? checkKey(builder)
						: Mono.error(new M2xTransportException("health", "the API says that it does not work", null));
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

	// An endpoint that is asked every second must not fill the log: only a reason that
	// is new is logged.
	private Health.Builder down(Health.Builder builder, Throwable failure) {
		String cause = reason(failure);
		String reason = cause + hint(cause);
		if (!reason.equals(this.loggedReason.getAndSet(reason))) {
			logger.warn("M2X client '" + this.client.name() + "' at " + this.client.baseUrl() + " is down: " + reason);
		}
		return builder.down().withDetail("error", reason);
	}

	// Only our own exceptions are known to hold no secret.
	private static String reason(Throwable failure) {
		return (failure instanceof M2xException) ? String.valueOf(failure.getMessage()) : failure.getClass().getName();
	}

	private String hint(String reason) {
		return (M2xPropertyChecks.hasVersion(this.client.baseUrl()) || reason.contains("/v2")) ? ""
				: "; the address does not end with the version of the API: is M2X at " + this.client.baseUrl() + "/v2?";
	}

}
