package io.m2x.client.values;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.WireTime;

/**
 * The part of {@link M2xValues} that reads.
 *
 * @since 0.1.0
 */
public abstract class M2xValueReads {

	static final String VALUES = "/streams/{stream}/values";

	/** How much is read at once by a walk through all values. */
	private static final int PAGE = 1000;

	private final M2xTransport transport;

	M2xValueReads(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Read values of one stream: the newest of the range, 100 unless the query has
	 * another limit. {@link DataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #listAll(DeviceRef, String, ValuesQuery) listAll} reads all.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values
	 * @return the values, newest first
	 */
	public Mono<DataPoints> list(DeviceRef device, String stream, ValuesQuery query) {
		return query.one((range) -> list(device, stream, range, null));
	}

	private Mono<DataPoints> list(DeviceRef device, String stream, ValuesQuery query,
			@Nullable SortDirection direction) {
		return query.addTo(request("values.list", HttpMethod.GET, device, VALUES, stream))
			.query("sort", (direction != null) ? "timestamp" : null)
			.query("dir", direction)
			.retrieve(DataPoints.class);
	}

	/**
	 * Read all values of one stream, newest first. The next part is fetched when the
	 * values of the one before are used up; what is newer than the values already read is
	 * not noticed.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values that are fetched at
	 * once, 1000 by default
	 * @return the values
	 */
	public Flux<DataPoint> listAll(DeviceRef device, String stream, ValuesQuery query) {
		return listAll(device, stream, query, SortDirection.DESC);
	}

	/**
	 * Read all values of one stream in either direction. The next part is fetched when
	 * the values of the one before are used up; what was passed by is not noticed any
	 * more. Values that are written meanwhile are found by a walk from the oldest to the
	 * newest.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values that are fetched at
	 * once, 1000 by default
	 * @param direction where to begin
	 * @return the values
	 */
	public Flux<DataPoint> listAll(DeviceRef device, String stream, ValuesQuery query, SortDirection direction) {
		// Newest first is what every server does by itself.
		SortDirection other = (direction != SortDirection.DESC) ? direction : null;
		return query.many((range) -> new ValueWalk<>("values.list", direction,
				(start, end) -> list(device, stream, part(range, start, end), other).map(DataPoints::values),
				DataPoint::timestamp)
			.through(range.start(), range.end()));
	}

	/**
	 * Read values of several streams: the newest rows of the range, 100 unless the query
	 * has another limit. {@link DeviceDataPoints#mayHaveMore()} tells whether there may
	 * be more; {@link #listAllAcross(DeviceRef, List, ValuesQuery) listAllAcross} reads
	 * all.
	 * @param device the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> listAcross(DeviceRef device, @Nullable List<String> streams, ValuesQuery query) {
		Assert.isTrue(query.min() == null && query.max() == null, "Values across streams can't have bounds");
		Assert.isTrue(streams == null || !streams.isEmpty(), "'streams' must not be empty; null asks for all");
		List<String> names = (streams != null) ? CommaSeparated.checked(streams) : null;
		return query.one((range) -> range
			.addTo(request("values.list-across", HttpMethod.GET, device, "/values").query("streams", names))
			.retrieve(DeviceDataPoints.class));
	}

	/**
	 * Read all values of several streams, newest first; the API has no other order here.
	 * The next part is fetched when the rows of the one before are used up; what is newer
	 * than the rows already read is not noticed.
	 * @param device the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here, and the limit is the
	 * number of rows that are fetched at once, 1000 by default
	 * @return the values, one row per timestamp
	 */
	public Flux<DeviceDataPoints.Row> listAllAcross(DeviceRef device, @Nullable List<String> streams,
			ValuesQuery query) {
		return query.many((range) -> new ValueWalk<>("values.list-across", SortDirection.DESC,
				(start, end) -> listAcross(device, streams, part(range, start, end)).map(DeviceDataPoints::values),
				DeviceDataPoints.Row::timestamp)
			.through(range.start(), range.end()));
	}

	/**
	 * Find values of several streams by what the streams held at the same instant: the
	 * newest rows, 100 unless the search has another limit.
	 * {@link DeviceDataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #searchAll(DeviceRef, ValuesSearch) searchAll} finds all.
	 * @param device the device
	 * @param search which values
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> search(DeviceRef device, ValuesSearch search) {
		HttpMethod method = search.get() ? HttpMethod.GET : HttpMethod.POST;
		return search.one((range) -> request("values.search", method, device, "/values/search").body(range)
			.idempotent(true)
			.retrieve(DeviceDataPoints.class));
	}

	/**
	 * Find all values of several streams by what the streams held at the same instant,
	 * newest first; the API has no other order here. The next part is fetched when the
	 * rows of the one before are used up; what is newer than the rows already read is not
	 * noticed.
	 * @param device the device
	 * @param search which values; its limit is the number of rows that are fetched at
	 * once, 1000 by default
	 * @return the values, one row per timestamp
	 */
	public Flux<DeviceDataPoints.Row> searchAll(DeviceRef device, ValuesSearch search) {
		int limit = page(search.limit());
		return search.many((range) -> new ValueWalk<>("values.search", SortDirection.DESC,
				(start, end) -> search(device, range.between(start, end).withLimit(limit))
					.map(DeviceDataPoints::values),
				DeviceDataPoints.Row::timestamp)
			.through(range.start(), range.end()));
	}

	/**
	 * Return statistics of a numeric stream.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; a limit does not apply here
	 * @return the statistics
	 */
	public Mono<StreamStats> stats(DeviceRef device, String stream, ValuesQuery query) {
		return query.one((range) -> range
			.addTo(request("values.stats", HttpMethod.GET, device, "/streams/{stream}/stats", stream))
			.retrieve(StreamStats.class));
	}

	/**
	 * Return a numeric stream thinned out: the newest samples of the range, 1000 at most;
	 * {@link #samplingAll(DeviceRef, String, SamplingType, long, ValuesQuery)
	 * samplingAll} reads all. Without a start the range spans 1000 intervals.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param type how a bucket becomes one value
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} every how many values one is taken
	 * @param query which values
	 * @return the samples, newest first
	 */
	public Mono<Sampling> sampling(DeviceRef device, String stream, SamplingType type, long interval,
			ValuesQuery query) {
		Assert.isTrue(interval > 0, "'interval' must be positive");
		return query.one(
				(range) -> range
					.addTo(request("values.sampling", HttpMethod.GET, device, "/streams/{stream}/sampling", stream)
						.query("type", type)
						.query("interval", interval))
					.retrieve(Sampling.class));
	}

	/**
	 * Return all of a numeric stream thinned out, newest first. The next part is fetched
	 * when the samples of the one before are used up.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param type how a bucket becomes one value
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} every how many values one is taken
	 * @param query which values, from the first one of the stream if it has no start; its
	 * limit is the number of samples that are fetched at once, 1000 by default
	 * @return the samples
	 */
	public Flux<DataPoint> samplingAll(DeviceRef device, String stream, SamplingType type, long interval,
			ValuesQuery query) {
		return query.many((range) -> {
			// Otherwise each part would have a beginning of its own.
			Instant first = (range.start() != null) ? range.start() : WireTime.MIN;
			return new ValueWalk<>("values.sampling", SortDirection.DESC, (start,
					end) -> sampling(device, stream, type, interval, part(range, start, end)).map(Sampling::values),
					DataPoint::timestamp)
				.through(first, range.end());
		});
	}

	private static ValuesQuery part(ValuesQuery query, @Nullable Instant start, @Nullable Instant end) {
		return new ValuesQuery(start, end, query.min(), query.max(), page(query.limit()), null);
	}

	private static int page(@Nullable Integer limit) {
		Assert.isTrue(limit == null || limit > 0, "'limit' must be positive where all values are read");
		return (limit != null) ? limit : PAGE;
	}

	final M2xRequest request(String operation, HttpMethod method, DeviceRef device, String path, String... names) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, path, names));
	}

}
