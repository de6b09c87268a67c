package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.m2x.client.model.TimestampSource;

/**
 * Properties of values. Those that are not set are {@code null}.
 *
 * @param timestamp Clock for values and locations that are written without a time. A
 * write with the time of the client can be retried.
 * @since 0.1.0
 */
public record M2xValuesProperties(@Nullable TimestampSource timestamp) {

	static final M2xValuesProperties NONE = new M2xValuesProperties(null);

	M2xValuesProperties orElse(M2xValuesProperties other) {
		return (this.timestamp != null) ? this : other;
	}

}
