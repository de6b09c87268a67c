package io.m2x.client.values;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;

/**
 * Samples of a numeric stream.
 *
 * @param start the start of the range
 * @param end the end of the range
 * @param interval the length of a bucket in seconds; for {@link SamplingType#NTH} the
 * number of values per sample
 * @param values one value per bucket, at the start of the bucket, newest first; without
 * empty buckets
 * @since 0.1.0
 */
public record Sampling(@Nullable Instant start, @Nullable Instant end, @Nullable Long interval,
		List<DataPoint> values) {

	public Sampling {
		values = WithoutNulls.list(values);
	}

}
