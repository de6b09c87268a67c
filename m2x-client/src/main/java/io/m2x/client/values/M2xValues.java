package io.m2x.client.values;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.jobs.M2xJobFailedException;
import io.m2x.client.jobs.M2xJobTimeoutException;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;

/**
 * Writes, reads, deletes and exports values of data streams.
 *
 * <pre>{@code
 * DeviceRef device = DeviceRef.serial("GH-1");
 * Mono<Void> written = values.write(device, "temperature", 21.5);
 * Flux<DataPoint> all = values.listAll(device, "temperature", ValuesQuery.latest());
 * }</pre>
 * <p>
 * M2X accepts a write and makes it readable a moment later. Values without a timestamp
 * get one from the clock of the client at the subscription, unless the client is built
 * with {@linkplain io.m2x.client.M2xClientBuilder#valueTimestamps timestamps of the
 * server}. Those are the same for all values of a request, so a stream keeps only the
 * last one. A timestamp outside of the years 1 to 9999 is an
 * {@link IllegalArgumentException}.
 * <p>
 * A failed write is retried. A write with a location or with timestamps of the server
 * could be stored twice, so it is retried only if the request was not sent.
 * <p>
 * The device and the stream must exist. A write to one stream otherwise fails with an
 * {@link M2xNotFoundException}. A write to several streams fails with an
 * {@link M2xNotFoundException} if the device is missing, and with an
 * {@link M2xValidationException} if a stream is. A value that does not fit the type of
 * its stream, a text of more than 10,000 characters, or a write without values fails with
 * an {@link M2xValidationException}.
 *
 * @since 0.1.0
 */
public class M2xValues {

	static {
		PackageAccess.register(M2xValues.class, M2xValues::new);
	}

	static final String VALUES = "/streams/{stream}/values";

	private final WriteRequests writes;

	private final ReadRequests reads;

	private final M2xJobs jobs;

	M2xValues(M2xTransport transport) {
		this.writes = new WriteRequests(transport);
		this.reads = new ReadRequests(transport);
		this.jobs = PackageAccess.create(M2xJobs.class, transport);
	}

	/**
	 * Write one value.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param point the value and its timestamp, without a location; write one with a
	 * location as a {@linkplain #write(DeviceRef, DeviceReading) reading}
	 * @return completes when M2X has accepted the value
	 * @throws IllegalArgumentException if the value has a location
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
	 * @throws IllegalArgumentException if the number is NaN or infinite
	 */
	public Mono<Void> write(DeviceRef device, String stream, double value) {
		return write(device, stream, DataPoint.of(value));
	}

	/**
	 * Write a text for now.
	 * @param device the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param value the text, 10,000 characters at most
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
	 * @throws IllegalArgumentException if the number is NaN or infinite
	 */
	public Mono<Void> write(DeviceRef device, String stream, Instant timestamp, double value) {
		return write(device, stream, DataPoint.of(timestamp, value));
	}

	/**
	 * Write a text for an instant.
	 * @param device the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param timestamp the instant, to the millisecond
	 * @param value the text, 10,000 characters at most
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, Instant timestamp, String value) {
		return write(device, stream, DataPoint.of(timestamp, value));
	}

	/**
	 * Write several values of one stream. If they don't fit into one request, they are
	 * sent in several, one after the other. If one fails, {@link M2xException#accepted()}
	 * returns how many values were accepted before. Values with a timestamp can safely be
	 * written again. M2X refuses an empty collection.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values. Those without a timestamp get the current time, each a
	 * millisecond after the one before.
	 * @return completes when M2X has accepted all of them
	 * @throws IllegalArgumentException if a value has a location
	 */
	public Mono<Void> writeAll(DeviceRef device, String stream, Collection<DataPoint> points) {
		return this.writes.values(device, stream, points);
	}

	/**
	 * Write values of one stream as they arrive, in batches. A batch is sent when it has
	 * 1000 values, when its first value has waited 100 ms for others, or when the source
	 * completes. The requests are sent in order, one after the other: values that arrive
	 * while a request is running wait for its response. More values are requested from
	 * the source only when a request is accepted, so it is at most a few thousand values
	 * ahead. An empty source sends no request.
	 * <p>
	 * Each value without a timestamp takes a millisecond of its own. A source that never
	 * ends and emits more than 1000 values per second should therefore set timestamps;
	 * otherwise they run ahead of the clock.
	 * <p>
	 * If a request fails, the source is cancelled, and {@link M2xException#accepted()}
	 * returns how many values were accepted, counted from the first one. Later values
	 * that were already taken from the source are lost. If the source itself fails, or
	 * emits an invalid value, the values before are sent first, then the failure is
	 * passed on unchanged. Each subscription subscribes to the source again.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values, without end if need be. Those without a timestamp get the
	 * time at which they arrive.
	 * @return completes when the source has completed and M2X has accepted all its values
	 */
	public Mono<Void> writeAll(DeviceRef device, String stream, Publisher<DataPoint> points) {
		return this.writes.values(device, stream, points);
	}

	/**
	 * Write a reading: values of several streams at one instant.
	 * @param device the device
	 * @param reading the values; the streams must exist
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> write(DeviceRef device, DeviceReading reading) {
		return this.writes.reading(device, reading);
	}

	/**
	 * Write many values of many streams, stream by stream. If they don't fit into one
	 * request, they are sent in several, one after the other. If one fails,
	 * {@link M2xException#accepted()} returns how many values were accepted before.
	 * Values with a timestamp and without a location can safely be written again.
	 * @param device the device
	 * @param points the values by name of the stream; the streams must exist. Values
	 * without a timestamp get the current time, each a millisecond after the one before
	 * in its stream.
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> writeAll(DeviceRef device, Map<String, ? extends Collection<DataPoint>> points) {
		return this.writes.values(device, points);
	}

	/**
	 * Read values of one stream: the newest of the range, 100 unless the query has
	 * another limit, 10,000 at most. {@link DataPoints#mayHaveMore()} returns whether
	 * there may be more, and {@link #listAll(DeviceRef, String, ValuesQuery) listAll}
	 * reads all.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values
	 * @return the values, newest first
	 */
	public Mono<DataPoints> list(DeviceRef device, String stream, ValuesQuery query) {
		return this.reads.list(device, stream, query, null);
	}

	/**
	 * Read all values of one stream, newest first. The next ones are fetched when the
	 * current ones are consumed. Values that are written in the meantime, and are newer
	 * than those already read, are not included. If a request fails, the error comes
	 * after the values before it. Resume before the last one.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values per request, at least
	 * 1, and 1000 by default
	 * @return the values
	 */
	public Flux<DataPoint> listAll(DeviceRef device, String stream, ValuesQuery query) {
		return listAll(device, stream, query, SortDirection.DESC);
	}

	/**
	 * Read all values of one stream in either direction. The next ones are fetched when
	 * the current ones are consumed. New values that are written in the meantime are
	 * included only if the oldest come first.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values; its limit is the number of values per request, at least
	 * 1, and 1000 by default
	 * @param direction the order of the values
	 * @return the values
	 */
	public Flux<DataPoint> listAll(DeviceRef device, String stream, ValuesQuery query, SortDirection direction) {
		return this.reads.listAll(device, stream, query, direction);
	}

	/**
	 * Read values of several streams: the newest rows of the range, 100 unless the query
	 * has another limit, 10,000 at most. {@link DeviceDataPoints#mayHaveMore()} returns
	 * whether there may be more, and {@link #listAllAcross(DeviceRef, List, ValuesQuery)
	 * listAllAcross} reads all.
	 * @param device the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; it must not have bounds of values
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> listAcross(DeviceRef device, @Nullable List<String> streams, ValuesQuery query) {
		return this.reads.listAcross(device, streams, query);
	}

	/**
	 * Read all values of several streams, newest first. The next rows are fetched when
	 * the current ones are consumed. Rows that are written in the meantime, and are newer
	 * than those already read, are not included.
	 * @param device the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; it must not have bounds of values, and its limit is the
	 * number of rows per request, at least 1, and 1000 by default
	 * @return the values, one row per timestamp
	 */
	public Flux<DeviceDataPoints.Row> listAllAcross(DeviceRef device, @Nullable List<String> streams,
			ValuesQuery query) {
		return this.reads.listAllAcross(device, streams, query);
	}

	/**
	 * Search values of several streams by conditions at the same instant: the newest
	 * rows, 100 unless the search has another limit, 10,000 at most.
	 * {@link DeviceDataPoints#mayHaveMore()} returns whether there may be more, and
	 * {@link #searchAll(DeviceRef, ValuesSearch) searchAll} reads all.
	 * @param device the device
	 * @param search which values
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> search(DeviceRef device, ValuesSearch search) {
		return this.reads.search(device, search);
	}

	/**
	 * Search all values of several streams by conditions at the same instant, newest
	 * first. The next rows are fetched when the current ones are consumed. Rows that are
	 * written in the meantime, and are newer than those already read, are not included.
	 * @param device the device
	 * @param search which values; its limit is the number of rows per request, at least
	 * 1, and 1000 by default
	 * @return the values, one row per timestamp
	 */
	public Flux<DeviceDataPoints.Row> searchAll(DeviceRef device, ValuesSearch search) {
		return this.reads.searchAll(device, search);
	}

	/**
	 * Return statistics of a numeric stream.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values, by time and by bounds; its limit is ignored
	 * @return the statistics
	 */
	public Mono<StreamStats> stats(DeviceRef device, String stream, ValuesQuery query) {
		return this.reads.stats(device, stream, query);
	}

	/**
	 * Return samples of a numeric stream: the newest of the range, 1000 at most.
	 * {@link #samplingAll(DeviceRef, String, SamplingType, long, ValuesQuery)
	 * samplingAll} reads all. Without a start the range is the last 1000 intervals before
	 * its end, by default now; for {@link SamplingType#NTH} in seconds.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param type the function that reduces a bucket to one sample
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} the number of values per sample
	 * @param query which values, by time and by bounds; its limit is the number of
	 * samples, 1000 by default and at most
	 * @return the samples, newest first
	 */
	public Mono<Sampling> sampling(DeviceRef device, String stream, SamplingType type, long interval,
			ValuesQuery query) {
		return this.reads.sampling(device, stream, type, interval, query);
	}

	/**
	 * Return all samples of a numeric stream, newest first. The next ones are fetched
	 * when the current ones are consumed.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param type the function that reduces a bucket to one sample
	 * @param interval the length of a bucket in seconds, from 1; for
	 * {@link SamplingType#NTH} the number of values per sample
	 * @param query which values, starting with the first one of the stream by default;
	 * its limit is the number of samples per request, at least 1, and 1000 by default
	 * @return the samples
	 */
	public Flux<DataPoint> samplingAll(DeviceRef device, String stream, SamplingType type, long interval,
			ValuesQuery query) {
		return this.reads.samplingAll(device, stream, type, interval, query);
	}

	/**
	 * Delete the values of a time range. If it ends before it starts, nothing is.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param from the earliest instant, included
	 * @param end the latest instant, included
	 * @return completes when the values are deleted
	 */
	public Mono<Void> delete(DeviceRef device, String stream, Instant from, Instant end) {
		return this.writes.delete(device, stream, from, end);
	}

	/**
	 * Start an export of values. M2X creates the file in a job. If the call is retried
	 * because a response was lost, an additional job may remain.
	 * @param device the device
	 * @param query which values; its wait for the job is ignored
	 * @return the id of the job
	 */
	public Mono<String> startExport(DeviceRef device, ExportQuery query) {
		return this.reads.startExport(device, query);
	}

	/**
	 * Export values: start the export, wait for its job, and read the file while it is
	 * downloaded. It fails with an {@link M2xJobFailedException} if the job fails, and
	 * with an {@link M2xJobTimeoutException} if the job takes longer than the query
	 * allows, ten minutes by default. Each subscription starts a new export. Only a few
	 * rows are in memory at a time, however slowly they are consumed.
	 * @param device the device
	 * @param query which values, and how to wait for the job
	 * @return one row per timestamp, newest first, emitted on a thread that may be
	 * blocked
	 */
	public Flux<ExportRow> exportCsv(DeviceRef device, ExportQuery query) {
		return startExport(device, query).flatMap((job) -> this.jobs.await(job, query.jobWait()))
			.flatMapMany((job) -> ExportReader.read("values.export-csv", this.jobs.download(job), query.location()));
	}

}
