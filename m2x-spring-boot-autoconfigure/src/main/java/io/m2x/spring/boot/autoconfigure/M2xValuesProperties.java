package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.m2x.client.model.TimestampSource;

/**
 * Settings of values, as they were written; what is {@code null} was not set.
 *
 * @param timestamp Whose clock tells the time of values and locations that are written
 * without one. A write with the time of the client may be retried.
 * @since 0.1.0
 */
public record M2xValuesProperties(@Nullable TimestampSource timestamp) {

	static final M2xValuesProperties NONE = new M2xValuesProperties(null);

	M2xValuesProperties orElse(M2xValuesProperties other) {
		return (this.timestamp != null) ? this : other;
	}

}
