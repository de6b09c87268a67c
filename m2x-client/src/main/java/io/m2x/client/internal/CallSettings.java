package io.m2x.client.internal;

import java.time.Duration;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.client.retry.RetryOptions;

/**
 * What holds for all calls of a client.
 *
 * @param clientName the name of the client
 * @param callTimeout how long a whole call may take, from the first connection to the
 * last byte
 * @param readTimeout how long a download may be silent
 * @param retry how failed calls are repeated
 * @param writeClock gives a time to what is written without one, or {@code null} to leave
 * that to the server
 * @param observationRegistry where calls are observed
 * @param observationConvention how observations are named, or {@code null} for the
 * default
 */
public record CallSettings(String clientName, Duration callTimeout, Duration readTimeout, RetryOptions retry,
		@Nullable WriteClock writeClock, ObservationRegistry observationRegistry,
		@Nullable M2xClientObservationConvention observationConvention) {

	CallSettings withRetry(RetryOptions other) {
		return new CallSettings(this.clientName, this.callTimeout, this.readTimeout, other, this.writeClock,
				this.observationRegistry, this.observationConvention);
	}

}
