package io.m2x.spring.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.m2x.client.retry.RetryOptions;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;

/**
 * Properties of retries. Those that are not set are {@code null}.
 *
 * @param maxRetries Maximum number of retries of a failed call. Use 0 to switch retries
 * off.
 * @param delay Wait before the first retry.
 * @param multiplier Factor by which the wait grows from one retry to the next. From 1 to
 * 100.
 * @param jitter Fraction of the wait that is randomized, from 0 to 1.
 * @param maxDelay Maximum wait before a retry, unless the server asks for a longer one.
 * @param timeout Maximum time from the beginning of a call to the beginning of a retry.
 * @since 0.1.0
 */
public record M2xRetryProperties(@Nullable Integer maxRetries, @Nullable Duration delay, @Nullable Double multiplier,
		@Nullable Double jitter, @Nullable Duration maxDelay, @Nullable Duration timeout) {

	static final M2xRetryProperties NONE = new M2xRetryProperties(null, null, null, null, null, null);

	M2xRetryProperties orElse(M2xRetryProperties other) {
		return new M2xRetryProperties(or(this.maxRetries, other.maxRetries), or(this.delay, other.delay),
				or(this.multiplier, other.multiplier), or(this.jitter, other.jitter), or(this.maxDelay, other.maxDelay),
				or(this.timeout, other.timeout));
	}

	private static <T> @Nullable T or(@Nullable T value, @Nullable T other) {
		return (value != null) ? value : other;
	}

	RetryOptions toOptions(String prefix) {
		RetryOptions base = RetryOptions.defaults();
		try {
			return new RetryOptions((this.maxRetries != null) ? this.maxRetries : base.maxRetries(),
					(this.delay != null) ? this.delay : base.delay(),
					(this.multiplier != null) ? this.multiplier : base.multiplier(),
					(this.jitter != null) ? this.jitter : base.jitter(),
					(this.maxDelay != null) ? this.maxDelay : base.maxDelay(),
					(this.timeout != null) ? this.timeout : base.timeout());
		}
		catch (IllegalArgumentException ex) {
			throw M2xConfigurationErrors.unusableRetry(prefix + ".retry", ex);
		}
	}

}
