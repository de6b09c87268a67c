package io.m2x.client.internal;

import java.time.Duration;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.m2x.client.error.ConnectionProblem;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.client.retry.RetryOptions;

/**
 * Settings for all calls of a client.
 *
 * @param clientName the name of the client
 * @param callTimeout the limit of a whole call, from the first connection to the last
 * byte
 * @param readTimeout how long a download may deliver nothing
 * @param retry how failed calls are retried
 * @param writeClock adds timestamps to writes without one, or {@code null} to let the
 * server add them
 * @param observationRegistry where calls are observed
 * @param observationConvention how observations are named, or {@code null} for the
 * default
 * @param connectionHints names the settings to check when a connection fails
 */
public record CallSettings(String clientName, Duration callTimeout, Duration readTimeout, RetryOptions retry,
		@Nullable WriteClock writeClock, ObservationRegistry observationRegistry,
		@Nullable M2xClientObservationConvention observationConvention,
		Function<ConnectionProblem, @Nullable String> connectionHints) {

	CallSettings withRetry(RetryOptions other) {
		return new CallSettings(this.clientName, this.callTimeout, this.readTimeout, other, this.writeClock,
				this.observationRegistry, this.observationConvention, this.connectionHints);
	}

}
