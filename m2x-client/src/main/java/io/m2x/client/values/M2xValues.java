package io.m2x.client.values;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xException;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.transport.CommaSeparated;
import io.m2x.client.transport.M2xRequest;
import io.m2x.client.transport.M2xTransport;
import io.m2x.client.transport.ResourcePath;
import io.m2x.client.transport.WireTime;
import io.m2x.client.transport.WriteClock;

/**
 * Values of data streams.
 * <p>
 * Writes are accepted by M2X and become readable a moment later. What is written without
 * a time gets that of the subscription from the clock of the client, unless its builder
 * {@linkplain io.m2x.client.M2xClientBuilder#valueTimestamps leaves it to the server}.
 * Values with a time replace themselves when they come twice, so that a write that fails
 * is repeated, but not if it has a location, or values whose time is left to the server.
 *
 * @since 0.1.0
 */
public class M2xValues {

	private static final String VALUES = "/streams/{stream}/values";

	/** How much is read at once by a walk through all values. */
	private static final int PAGE = 1000;

	private final M2xTransport transport;

	private final M2xJobs jobs;

	/**
	 * Create the service.
	 * @param transport how calls travel
	 */
	public M2xValues(M2xTransport transport) {
		this.transport = transport;
		this.jobs = new M2xJobs(transport);
	}

	/**
	 * Write one value.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param point the value and its time
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, DataPoint point) {
		check(point);
		assertNoLocation(point);
		ResourcePath path = ResourcePath.ofDevice(device, "/streams/{stream}/value", stream);
		return Mono.defer(() -> {
			DataPoint timed = timed(device, List.of(point)).get(0);
			return this.transport.request("values.write", HttpMethod.PUT, path)
				.body(timed)
				.repeatable(timed.replacesItself())
				.retrieve();
		});
	}

	/**
	 * Write one value.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream, which must exist
	 * @param point the value and its time
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(String deviceId, String stream, DataPoint point) {
		return write(DeviceRef.id(deviceId), stream, point);
	}

	/**
	 * Write a number for now.
	 * @param device the device
	 * @param stream the name of a numeric stream, which must exist
	 * @param value the number, neither NaN nor infinite
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, double value) {
		return write(device, stream, DataPoint.of(value));
	}

	/**
	 * Write a text for now.
	 * @param device the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param value the text
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, String value) {
		return write(device, stream, DataPoint.of(value));
	}

	/**
	 * Write a number for now.
	 * @param deviceId the id of the device
	 * @param stream the name of a numeric stream, which must exist
	 * @param value the number, neither NaN nor infinite
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(String deviceId, String stream, double value) {
		return write(DeviceRef.id(deviceId), stream, DataPoint.of(value));
	}

	/**
	 * Write a text for now.
	 * @param deviceId the id of the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param value the text
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(String deviceId, String stream, String value) {
		return write(DeviceRef.id(deviceId), stream, DataPoint.of(value));
	}

	/**
	 * Write several values of one stream. More than a request can hold are sent in
	 * several, one after the other; if one fails, {@link M2xException#accepted()} tells
	 * how many values came before it. The whole write can then be repeated, as values
	 * with a time replace themselves.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values; those without a timestamp are for now, each a millisecond
	 * after the one before
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> writeAll(DeviceRef device, String stream, Collection<DataPoint> points) {
		List<DataPoint> copy = checked(points);
		copy.forEach(M2xValues::assertNoLocation);
		return writeInBatches("values.write-all", ResourcePath.ofDevice(device, VALUES, stream),
				() -> Map.of(stream, timed(device, copy)), (batch) -> batch.get(stream));
	}

	/**
	 * Write several values of one stream. More than a request can hold are sent in
	 * several, one after the other; if one fails, {@link M2xException#accepted()} tells
	 * how many values came before it. The whole write can then be repeated, as values
	 * with a time replace themselves.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values; those without a timestamp are for now, each a millisecond
	 * after the one before
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> writeAll(String deviceId, String stream, Collection<DataPoint> points) {
		return writeAll(DeviceRef.id(deviceId), stream, points);
	}

	/**
	 * Write one value for each of several streams, all for the same instant.
	 * @param device the device
	 * @param update the values; the streams must exist
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> update(DeviceRef device, DeviceUpdate update) {
		ResourcePath path = ResourcePath.ofDevice(device, "/update");
		return Mono.defer(() -> {
			DeviceUpdate timed = update.at(device, this.transport.writeClock());
			return this.transport.request("values.update", HttpMethod.POST, path)
				.body(timed)
				.repeatable(timed.replacesItself())
				.retrieve();
		});
	}

	/**
	 * Write one value for each of several streams, all for the same instant.
	 * @param deviceId the id of the device
	 * @param update the values; the streams must exist
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> update(String deviceId, DeviceUpdate update) {
		return update(DeviceRef.id(deviceId), update);
	}

	/**
	 * Write many values of many streams, stream by stream. More than a request can hold
	 * are sent in several, one after the other; if one fails,
	 * {@link M2xException#accepted()} tells how many values came before it. The whole
	 * write can then be repeated, as values with a time replace themselves.
	 * @param device the device
	 * @param points the values by name of the stream; the streams must exist. Values
	 * without a timestamp are for now, each a millisecond after the one before in its
	 * stream.
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> updates(DeviceRef device, Map<String, ? extends Collection<DataPoint>> points) {
		Map<String, List<DataPoint>> copy = new LinkedHashMap<>();
		points.forEach((stream, values) -> copy.put(stream, checked(values)));
		return writeInBatches("values.updates", ResourcePath.ofDevice(device, "/updates"), () -> timed(device, copy),
				Function.identity());
	}

	/**
	 * Write many values of many streams, stream by stream. More than a request can hold
	 * are sent in several, one after the other; if one fails,
	 * {@link M2xException#accepted()} tells how many values came before it. The whole
	 * write can then be repeated, as values with a time replace themselves.
	 * @param deviceId the id of the device
	 * @param points the values by name of the stream; the streams must exist. Values
	 * without a timestamp are for now, each a millisecond after the one before in its
	 * stream.
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> updates(String deviceId, Map<String, ? extends Collection<DataPoint>> points) {
		return updates(DeviceRef.id(deviceId), points);
	}

	/**
	 * Read values of one stream: the newest of the range, 100 unless the query has
	 * another limit. {@link DataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #listAll(String, String, ValuesQuery) listAll} reads all.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values
	 * @return the values, newest first
	 */
	public Mono<DataPoints> list(DeviceRef device, String stream, ValuesQuery query) {
		return list(device, stream, query, null);
	}

	private Mono<DataPoints> list(DeviceRef device, String stream, ValuesQuery query,
			@Nullable SortDirection direction) {
		return query.addTo(request("values.list", HttpMethod.GET, device, VALUES, stream))
			.query("sort", (direction != null) ? "timestamp" : null)
			.query("dir", direction)
			.retrieve(DataPoints.class);
	}

	/**
	 * Read values of one stream: the newest of the range, 100 unless the query has
	 * another limit. {@link DataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #listAll(String, String, ValuesQuery) listAll} reads all.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param query which values
	 * @return the values, newest first
	 */
	public Mono<DataPoints> list(String deviceId, String stream, ValuesQuery query) {
		return list(DeviceRef.id(deviceId), stream, query);
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
	 * Read all values of one stream, newest first. The next part is fetched when the
	 * values of the one before are used up; what is newer than the values already read is
	 * not noticed.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values that are fetched at
	 * once, 1000 by default
	 * @return the values
	 */
	public Flux<DataPoint> listAll(String deviceId, String stream, ValuesQuery query) {
		return listAll(DeviceRef.id(deviceId), stream, query);
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
		return new ValueWalk<>("values.list", direction,
				(start, end) -> list(device, stream, part(query, start, end), other).map(DataPoints::values),
				DataPoint::timestamp)
			.through(query.start(), query.end());
	}

	/**
	 * Read all values of one stream in either direction. The next part is fetched when
	 * the values of the one before are used up; what was passed by is not noticed any
	 * more. Values that are written meanwhile are found by a walk from the oldest to the
	 * newest.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values that are fetched at
	 * once, 1000 by default
	 * @param direction where to begin
	 * @return the values
	 */
	public Flux<DataPoint> listAll(String deviceId, String stream, ValuesQuery query, SortDirection direction) {
		return listAll(DeviceRef.id(deviceId), stream, query, direction);
	}

	/**
	 * Read values of several streams: the newest rows of the range, 100 unless the query
	 * has another limit. {@link DeviceDataPoints#mayHaveMore()} tells whether there may
	 * be more; {@link #listAllAcross(String, List, ValuesQuery) listAllAcross} reads all.
	 * @param device the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> listAcross(DeviceRef device, @Nullable List<String> streams, ValuesQuery query) {
		Assert.isTrue(query.min() == null && query.max() == null, "Values across streams can't have bounds");
		Assert.isTrue(streams == null || !streams.isEmpty(), "'streams' must not be empty; null asks for all");
		return query
			.addTo(request("values.list-across", HttpMethod.GET, device, "/values").query("streams",
					(streams != null) ? CommaSeparated.checked(streams) : null))
			.retrieve(DeviceDataPoints.class);
	}

	/**
	 * Read values of several streams: the newest rows of the range, 100 unless the query
	 * has another limit. {@link DeviceDataPoints#mayHaveMore()} tells whether there may
	 * be more; {@link #listAllAcross(String, List, ValuesQuery) listAllAcross} reads all.
	 * @param deviceId the id of the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> listAcross(String deviceId, @Nullable List<String> streams, ValuesQuery query) {
		return listAcross(DeviceRef.id(deviceId), streams, query);
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
		return new ValueWalk<>("values.list-across", SortDirection.DESC,
				(start, end) -> listAcross(device, streams, part(query, start, end)).map(DeviceDataPoints::values),
				DeviceDataPoints.Row::timestamp)
			.through(query.start(), query.end());
	}

	/**
	 * Read all values of several streams, newest first; the API has no other order here.
	 * The next part is fetched when the rows of the one before are used up; what is newer
	 * than the rows already read is not noticed.
	 * @param deviceId the id of the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here, and the limit is the
	 * number of rows that are fetched at once, 1000 by default
	 * @return the values, one row per timestamp
	 */
	public Flux<DeviceDataPoints.Row> listAllAcross(String deviceId, @Nullable List<String> streams,
			ValuesQuery query) {
		return listAllAcross(DeviceRef.id(deviceId), streams, query);
	}

	/**
	 * Find values of several streams by what the streams held at the same instant: the
	 * newest rows, 100 unless the search has another limit.
	 * {@link DeviceDataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #searchAll(String, ValuesSearch) searchAll} finds all.
	 * @param device the device
	 * @param search which values
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> search(DeviceRef device, ValuesSearch search) {
		HttpMethod method = search.get() ? HttpMethod.GET : HttpMethod.POST;
		return request("values.search", method, device, "/values/search").body(search)
			.repeatable(true)
			.retrieve(DeviceDataPoints.class);
	}

	/**
	 * Find values of several streams by what the streams held at the same instant: the
	 * newest rows, 100 unless the search has another limit.
	 * {@link DeviceDataPoints#mayHaveMore()} tells whether there may be more;
	 * {@link #searchAll(String, ValuesSearch) searchAll} finds all.
	 * @param deviceId the id of the device
	 * @param search which values
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> search(String deviceId, ValuesSearch search) {
		return search(DeviceRef.id(deviceId), search);
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
		return new ValueWalk<>("values.search", SortDirection.DESC,
				(start, end) -> search(device, search.between(start, end).withLimit(limit))
					.map(DeviceDataPoints::values),
				DeviceDataPoints.Row::timestamp)
			.through(search.start(), search.end());
	}

	/**
	 * Find all values of several streams by what the streams held at the same instant,
	 * newest first; the API has no other order here. The next part is fetched when the
	 * rows of the one before are used up; what is newer than the rows already read is not
	 * noticed.
	 * @param deviceId the id of the device
	 * @param search which values; its limit is the number of rows that are fetched at
	 * once, 1000 by default
	 * @return the values, one row per timestamp
	 */
	public Flux<DeviceDataPoints.Row> searchAll(String deviceId, ValuesSearch search) {
		return searchAll(DeviceRef.id(deviceId), search);
	}

	/**
	 * Delete the values of a range of time.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param from the earliest instant, included
	 * @param end the latest instant, included
	 * @return completes when the values are deleted
	 */
	public Mono<Void> delete(DeviceRef device, String stream, Instant from, Instant end) {
		Assert.notNull(from, "'from' must not be null");
		Assert.notNull(end, "'end' must not be null");
		return request("values.delete", HttpMethod.DELETE, device, VALUES, stream).query("from", from)
			.query("end", end)
			.retrieve();
	}

	/**
	 * Delete the values of a range of time.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param from the earliest instant, included
	 * @param end the latest instant, included
	 * @return completes when the values are deleted
	 */
	public Mono<Void> delete(String deviceId, String stream, Instant from, Instant end) {
		return delete(DeviceRef.id(deviceId), stream, from, end);
	}

	/**
	 * Return statistics of a numeric stream.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; a limit does not apply here
	 * @return the statistics
	 */
	public Mono<StreamStats> stats(DeviceRef device, String stream, ValuesQuery query) {
		return query.addTo(request("values.stats", HttpMethod.GET, device, "/streams/{stream}/stats", stream))
			.retrieve(StreamStats.class);
	}

	/**
	 * Return statistics of a numeric stream.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param query which values; a limit does not apply here
	 * @return the statistics
	 */
	public Mono<StreamStats> stats(String deviceId, String stream, ValuesQuery query) {
		return stats(DeviceRef.id(deviceId), stream, query);
	}

	/**
	 * Return a numeric stream thinned out: the newest samples of the range, 1000 at most;
	 * {@link #samplingAll(String, String, SamplingType, long, ValuesQuery) samplingAll}
	 * reads all. Without a start the range spans 1000 intervals.
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
		M2xRequest request = request("values.sampling", HttpMethod.GET, device, "/streams/{stream}/sampling", stream)
			.query("type", type)
			.query("interval", interval);
		return query.addTo(request).retrieve(Sampling.class);
	}

	/**
	 * Return a numeric stream thinned out: the newest samples of the range, 1000 at most;
	 * {@link #samplingAll(String, String, SamplingType, long, ValuesQuery) samplingAll}
	 * reads all. Without a start the range spans 1000 intervals.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param type how a bucket becomes one value
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} every how many values one is taken
	 * @param query which values
	 * @return the samples, newest first
	 */
	public Mono<Sampling> sampling(String deviceId, String stream, SamplingType type, long interval,
			ValuesQuery query) {
		return sampling(DeviceRef.id(deviceId), stream, type, interval, query);
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
		// Otherwise each part would have a beginning of its own.
		Instant first = (query.start() != null) ? query.start() : WireTime.MIN;
		return new ValueWalk<>("values.sampling", SortDirection.DESC,
				(start, end) -> sampling(device, stream, type, interval, part(query, start, end)).map(Sampling::values),
				DataPoint::timestamp)
			.through(first, query.end());
	}

	/**
	 * Return all of a numeric stream thinned out, newest first. The next part is fetched
	 * when the samples of the one before are used up.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param type how a bucket becomes one value
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} every how many values one is taken
	 * @param query which values, from the first one of the stream if it has no start; its
	 * limit is the number of samples that are fetched at once, 1000 by default
	 * @return the samples
	 */
	public Flux<DataPoint> samplingAll(String deviceId, String stream, SamplingType type, long interval,
			ValuesQuery query) {
		return samplingAll(DeviceRef.id(deviceId), stream, type, interval, query);
	}

	/**
	 * Start an export of values; M2X makes the file in a job. When the call has to be
	 * repeated because the answer got lost, a job may be left over whose id nobody knows.
	 * @param device the device
	 * @param query which values; how to wait does not apply here
	 * @return the id of the job
	 */
	public Mono<String> startExport(DeviceRef device, ExportQuery query) {
		return query.addTo(request("values.start-export", HttpMethod.GET, device, "/values/export.csv"))
			.retrieveLocationId();
	}

	/**
	 * Start an export of values; M2X makes the file in a job. When the call has to be
	 * repeated because the answer got lost, a job may be left over whose id nobody knows.
	 * @param deviceId the id of the device
	 * @param query which values; how to wait does not apply here
	 * @return the id of the job
	 */
	public Mono<String> startExport(String deviceId, ExportQuery query) {
		return startExport(DeviceRef.id(deviceId), query);
	}

	/**
	 * Export values: start the export, wait for its job, and read the file while it is
	 * downloaded. Each subscription makes an export of its own.
	 * @param device the device
	 * @param query which values, and how to wait
	 * @return one row per timestamp, newest first, on a thread that may be blocked; no
	 * more of the file than a few rows is in memory, however slowly they are taken
	 */
	public Flux<ExportRow> exportCsv(DeviceRef device, ExportQuery query) {
		return startExport(device, query).flatMap((job) -> this.jobs.await(job, query.patience()))
			.flatMapMany((job) -> ExportReader.read("values.export-csv", this.jobs.download(job), query.location()));
	}

	/**
	 * Export values: start the export, wait for its job, and read the file while it is
	 * downloaded. Each subscription makes an export of its own.
	 * @param deviceId the id of the device
	 * @param query which values, and how to wait
	 * @return one row per timestamp, newest first, on a thread that may be blocked; no
	 * more of the file than a few rows is in memory, however slowly they are taken
	 */
	public Flux<ExportRow> exportCsv(String deviceId, ExportQuery query) {
		return exportCsv(DeviceRef.id(deviceId), query);
	}

	private Mono<Void> writeInBatches(String operation, ResourcePath path,
			Supplier<Map<String, List<DataPoint>>> points, Function<Map<String, List<DataPoint>>, ?> form) {
		return Flux.defer(() -> Flux.fromIterable(WriteBatch.cut(points.get())))
			.concatMap((batch) -> this.transport.request(operation, HttpMethod.POST, path)
				.body(Map.of("values", Objects.requireNonNull(form.apply(batch.points()))))
				.repeatable(batch.replacesItself())
				.retrieve()
				.onErrorMap((ex) -> afterAccepted(batch.before(), ex)))
			.then();
	}

	private static Throwable afterAccepted(int values, Throwable failure) {
		return (failure instanceof M2xException known) ? known.afterAccepted(values) : failure;
	}

	private List<DataPoint> timed(DeviceRef device, List<DataPoint> points) {
		return timed(device, Map.of("", points)).getOrDefault("", points);
	}

	// The same place in each stream means the same instant, so that they make one row.
	private Map<String, List<DataPoint>> timed(DeviceRef device, Map<String, List<DataPoint>> points) {
		WriteClock clock = this.transport.writeClock();
		int most = points.values()
			.stream()
			.mapToInt((values) -> (int) values.stream().filter((point) -> point.timestamp() == null).count())
			.max()
			.orElse(0);
		if (clock == null || most == 0) {
			return points;
		}
		Instant first = clock.take(device, most);
		Map<String, List<DataPoint>> timed = new LinkedHashMap<>();
		points.forEach((stream, values) -> timed.put(stream, timed(first, values)));
		return timed;
	}

	private static List<DataPoint> timed(Instant first, List<DataPoint> points) {
		List<DataPoint> timed = new ArrayList<>();
		Instant next = first;
		for (DataPoint point : points) {
			timed.add((point.timestamp() != null) ? point : point.at(next));
			next = (point.timestamp() != null) ? next : next.plusMillis(1);
		}
		return timed;
	}

	private static List<DataPoint> checked(Collection<DataPoint> points) {
		points.forEach(M2xValues::check);
		return List.copyOf(points);
	}

	private static void check(DataPoint point) {
		WireTime.check("timestamp", point.timestamp());
	}

	private static ValuesQuery part(ValuesQuery query, @Nullable Instant start, @Nullable Instant end) {
		return new ValuesQuery(start, end, query.min(), query.max(), page(query.limit()));
	}

	private static int page(@Nullable Integer limit) {
		Assert.isTrue(limit == null || limit > 0, "'limit' must be positive where all values are read");
		return (limit != null) ? limit : PAGE;
	}

	private static void assertNoLocation(DataPoint point) {
		Assert.isNull(point.location(), "Only values of update(...) and updates(...) can carry a location");
	}

	private M2xRequest request(String operation, HttpMethod method, DeviceRef device, String path, String... names) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, path, names));
	}

}
