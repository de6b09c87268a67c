package io.m2x.client.values;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xException;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;

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

	static {
		PackageAccess.register(M2xValues.class, M2xValues::new);
	}

	static final String VALUES = "/streams/{stream}/values";

	private final M2xTransport transport;

	private final WriteRequests writes;

	private final ReadRequests reads;

	private final M2xJobs jobs;

	M2xValues(M2xTransport transport) {
		this.transport = transport;
		this.writes = new WriteRequests(transport);
		this.reads = new ReadRequests(transport);
		this.jobs = PackageAccess.create(M2xJobs.class, transport);
	}

	/**
	 * Write one value.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param point the value and its time
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, DataPoint point) {
		return this.writes.value(device, stream, point);
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
	 * Write a number for an instant.
	 * @param device the device
	 * @param stream the name of a numeric stream, which must exist
	 * @param timestamp the instant, to the millisecond
	 * @param value the number, neither NaN nor infinite
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, Instant timestamp, double value) {
		return write(device, stream, DataPoint.of(timestamp, value));
	}

	/**
	 * Write a text for an instant.
	 * @param device the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param timestamp the instant, to the millisecond
	 * @param value the text
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, Instant timestamp, String value) {
		return write(device, stream, DataPoint.of(timestamp, value));
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
		return this.writes.values(device, stream, points);
	}

	/**
	 * Write values of one stream as they come, in batches: what has come while a request
	 * was under way makes the next one, and a value waits 100 ms at most for others. One
	 * request follows the other, in the order of the values; the source is asked for more
	 * only as requests are accepted, and is a few thousand values ahead at most. Nothing
	 * is sent for a source without values.
	 * <p>
	 * If a request fails, the source is cancelled and {@link M2xException#accepted()}
	 * tells how many values were accepted, from the first one; those after them that were
	 * taken from the source are lost. If the source itself fails, or gives a value that
	 * can't be written, the values before are sent first, and the failure then passes on
	 * as it is. Each subscription subscribes to the source anew.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values, which may never end; those without a timestamp are for
	 * the time at which they come
	 * @return completes when the source has completed and M2X has accepted all its values
	 */
	public Mono<Void> writeAll(DeviceRef device, String stream, Publisher<DataPoint> points) {
		return this.writes.values(device, stream, points);
	}

	/**
	 * Write one value for each of several streams, all for the same instant.
	 * @param device the device
	 * @param reading the values; the streams must exist
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> write(DeviceRef device, DeviceReading reading) {
		return this.writes.reading(device, reading);
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
	public Mono<Void> writeAll(DeviceRef device, Map<String, ? extends Collection<DataPoint>> points) {
		return this.writes.values(device, points);
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
		return this.reads.list(device, stream, query, null);
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
		return this.reads.listAll(device, stream, query, direction);
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
		return this.reads.listAcross(device, streams, query);
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
		return this.reads.listAllAcross(device, streams, query);
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
		return this.reads.search(device, search);
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
		return this.reads.searchAll(device, search);
	}

	/**
	 * Return statistics of a numeric stream.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; a limit does not apply here
	 * @return the statistics
	 */
	public Mono<StreamStats> stats(DeviceRef device, String stream, ValuesQuery query) {
		return this.reads.stats(device, stream, query);
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
		return this.reads.sampling(device, stream, type, interval, query);
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
		return this.reads.samplingAll(device, stream, type, interval, query);
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
	 * Start an export of values; M2X makes the file in a job. When the call has to be
	 * repeated because the answer got lost, a job may be left over whose id nobody knows.
	 * @param device the device
	 * @param query which values; how to wait does not apply here
	 * @return the id of the job
	 */
	public Mono<String> startExport(DeviceRef device, ExportQuery query) {
		return query
			.one((range) -> range.addTo(request("values.start-export", HttpMethod.GET, device, "/values/export.csv"))
				.retrieveLocationId());
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

	private M2xRequest request(String operation, HttpMethod method, DeviceRef device, String path, String... names) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, path, names));
	}

}
