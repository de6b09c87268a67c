package io.m2x.client.values;

import java.time.Duration;
import java.util.function.Function;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.WireTime;

/**
 * Checks and resolves time ranges that end now, such as the last hour.
 */
final class LastDuration {

	private LastDuration() {
	}

	static void check(@Nullable Duration last, @Nullable Instant start, @Nullable Instant end) {
		Assert.isTrue(last == null || (!last.isZero() && !last.isNegative()), "'last' must be more than zero");
		Assert.isTrue(last == null || (start == null && end == null), "'last' can't be combined with 'start' or 'end'");
	}

	static Instant start(Duration last) {
		Instant now = Instant.now();
		return (last.compareTo(Duration.between(WireTime.MIN, now)) < 0) ? now.minus(last) : WireTime.MIN;
	}

}
