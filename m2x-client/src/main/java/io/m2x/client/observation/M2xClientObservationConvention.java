package io.m2x.client.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a call and its key values. Implement it to change them.
 *
 * @since 0.1.0
 */
public interface M2xClientObservationConvention extends ObservationConvention<M2xClientObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof M2xClientObservationContext;
	}

}
