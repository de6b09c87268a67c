package io.m2x.client.values;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.WireTime;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;

/**
 * Sends the reads of {@link M2xValues}, as one request or as many as a whole list needs.
 */
final class ReadRequests {

	/** How many items of a whole list one request reads. */
	private static final int PAGE = 1000;

	private final M2xTransport transport;

	ReadRequests(M2xTransport transport) {
		this.transport = transport;
	}

	Mono<DataPoints> list(DeviceRef device, String stream, ValuesQuery query, @Nullable SortDirection direction) {
		return query.one((range) -> range.addTo(get("values.list", device, M2xValues.VALUES, stream))
			.query("sort", (direction != null) ? "timestamp" : null)
			.query("dir", direction)
			.retrieve(DataPoints.class));
	}

	Flux<DataPoint> listAll(DeviceRef device, String stream, ValuesQuery query, SortDirection direction) {
		// Newest first is the default of every server.
		SortDirection other = (direction != SortDirection.DESC) ? direction : null;
		return query.many((range) -> new TimeRangePages<>("values.list", direction,
				(start, end) -> list(device, stream, part(range, start, end), other).map(DataPoints::values),
				DataPoint::timestamp)
			.all(range.start(), range.end()));
	}

	Mono<DeviceDataPoints> listAcross(DeviceRef device, @Nullable List<String> streams, ValuesQuery query) {
		Assert.isTrue(query.min() == null && query.max() == null, "Values across streams can't have bounds");
		Assert.isTrue(streams == null || !streams.isEmpty(), "'streams' must not be empty; use null for all");
		List<String> names = (streams != null) ? CommaSeparated.checked(streams) : null;
		return query.one((range) -> range.addTo(get("values.list-across", device, "/values").query("streams", names))
			.retrieve(DeviceDataPoints.class));
	}

	Flux<DeviceDataPoints.Row> listAllAcross(DeviceRef device, @Nullable List<String> streams, ValuesQuery query) {
		return query.many((range) -> new TimeRangePages<>("values.list-across", SortDirection.DESC,
				(start, end) -> listAcross(device, streams, part(range, start, end)).map(DeviceDataPoints::values),
				DeviceDataPoints.Row::timestamp)
			.all(range.start(), range.end()));
	}

	Mono<DeviceDataPoints> search(DeviceRef device, ValuesSearch search) {
		HttpMethod method = search.get() ? HttpMethod.GET : HttpMethod.POST;
		ResourcePath path = ResourcePath.ofDevice(device, "/values/search");
		return search.one((range) -> this.transport.request("values.search", method, path)
			.body(range)
			.idempotent(true)
			.retrieve(DeviceDataPoints.class));
	}

	Flux<DeviceDataPoints.Row> searchAll(DeviceRef device, ValuesSearch search) {
		int limit = page(search.limit());
		return search
			.many((range) -> new TimeRangePages<>("values.search", SortDirection.DESC,
					(start, end) -> search(device, range.between(start, end).withLimit(limit))
						.map(DeviceDataPoints::values),
					DeviceDataPoints.Row::timestamp)
				.all(range.start(), range.end()));
	}

	Mono<StreamStats> stats(DeviceRef device, String stream, ValuesQuery query) {
		return query.one((range) -> range.addTo(get("values.stats", device, "/streams/{stream}/stats", stream))
			.retrieve(StreamStats.class));
	}

	Mono<Sampling> sampling(DeviceRef device, String stream, SamplingType type, long interval, ValuesQuery query) {
		Assert.isTrue(interval > 0, "'interval' must be positive");
		return query.one(
				(range) -> range
					.addTo(get("values.sampling", device, "/streams/{stream}/sampling", stream).query("type", type)
						.query("interval", interval))
					.retrieve(Sampling.class));
	}

	Flux<DataPoint> samplingAll(DeviceRef device, String stream, SamplingType type, long interval, ValuesQuery query) {
		return query.many((range) -> {
			// Without a start each request would have its own.
			Instant first = (range.start() != null) ? range.start() : WireTime.MIN;
			return new TimeRangePages<>("values.sampling", SortDirection.DESC, (start,
					end) -> sampling(device, stream, type, interval, part(range, start, end)).map(Sampling::values),
					DataPoint::timestamp)
				.all(first, range.end());
		});
	}

	Mono<String> startExport(DeviceRef device, ExportQuery query) {
		return query
			.one((range) -> range.addTo(get("values.start-export", device, "/values/export.csv")).retrieveLocationId());
	}

	private static ValuesQuery part(ValuesQuery query, @Nullable Instant start, @Nullable Instant end) {
		return new ValuesQuery(start, end, query.min(), query.max(), page(query.limit()), null);
	}

	private static int page(@Nullable Integer limit) {
		Assert.isTrue(limit == null || limit > 0, "'limit' must be positive to read all values");
		return (limit != null) ? limit : PAGE;
	}

	private M2xRequest get(String operation, DeviceRef device, String path, String... names) {
		return this.transport.request(operation, HttpMethod.GET, ResourcePath.ofDevice(device, path, names));
	}

}
