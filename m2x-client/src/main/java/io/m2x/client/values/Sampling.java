package io.m2x.client.values;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;

/**
 * A numeric stream thinned out.
 *
 * @param start the beginning of the range
 * @param end the end of the range
 * @param interval the length of a bucket in seconds, or every how many values one was
 * taken
 * @param values one value per bucket at the beginning of the bucket, newest first; empty
 * buckets are left out
 * @since 0.1.0
 */
public record Sampling(@Nullable Instant start, @Nullable Instant end, @Nullable Long interval,
		List<DataPoint> values) {

	public Sampling {
		values = Present.items(values);
	}

}
