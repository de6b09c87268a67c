package io.m2x.client.values;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.transport.CommaSeparated;
import io.m2x.client.transport.M2xRequest;
import io.m2x.client.transport.M2xTransport;
import io.m2x.client.transport.ResourcePath;

/**
 * Values of data streams.
 * <p>
 * Writes are accepted by M2X and become readable a moment later. One that fails may be
 * repeated only if every value of it has a timestamp, and none a location: such values
 * replace themselves when they come twice.
 *
 * @since 0.1.0
 */
public class M2xValues {

	private static final String VALUES = "/streams/{stream}/values";

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
		assertNoLocation(point);
		return request("values.write", HttpMethod.PUT, device, "/streams/{stream}/value", stream).body(point)
			.repeatable(point.replacesItself())
			.retrieve();
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
	 * Write a number for the time of its arrival.
	 * @param device the device
	 * @param stream the name of a numeric stream, which must exist
	 * @param value the number, neither NaN nor infinite
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, double value) {
		return write(device, stream, DataPoint.of(value));
	}

	/**
	 * Write a text for the time of its arrival.
	 * @param device the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param value the text
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(DeviceRef device, String stream, String value) {
		return write(device, stream, DataPoint.of(value));
	}

	/**
	 * Write a number for the time of its arrival.
	 * @param deviceId the id of the device
	 * @param stream the name of a numeric stream, which must exist
	 * @param value the number, neither NaN nor infinite
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(String deviceId, String stream, double value) {
		return write(DeviceRef.id(deviceId), stream, DataPoint.of(value));
	}

	/**
	 * Write a text for the time of its arrival.
	 * @param deviceId the id of the device
	 * @param stream the name of an alphanumeric stream, which must exist
	 * @param value the text
	 * @return completes when M2X has accepted the value
	 */
	public Mono<Void> write(String deviceId, String stream, String value) {
		return write(DeviceRef.id(deviceId), stream, DataPoint.of(value));
	}

	/**
	 * Write several values of one stream.
	 * @param device the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values; one without a timestamp is for the time of its arrival
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> writeAll(DeviceRef device, String stream, Collection<DataPoint> points) {
		points.forEach(M2xValues::assertNoLocation);
		return request("values.write-all", HttpMethod.POST, device, VALUES, stream).body(Map.of("values", points))
			.repeatable(points.stream().allMatch(DataPoint::replacesItself))
			.retrieve();
	}

	/**
	 * Write several values of one stream.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream, which must exist
	 * @param points the values; one without a timestamp is for the time of its arrival
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
		return request("values.update", HttpMethod.POST, device, "/update").body(update)
			.repeatable(update.replacesItself())
			.retrieve();
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
	 * Write many values of many streams.
	 * @param device the device
	 * @param points the values by name of the stream; the streams must exist
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> updates(DeviceRef device, Map<String, ? extends Collection<DataPoint>> points) {
		return request("values.updates", HttpMethod.POST, device, "/updates").body(Map.of("values", points))
			.repeatable(points.values().stream().flatMap(Collection::stream).allMatch(DataPoint::replacesItself))
			.retrieve();
	}

	/**
	 * Write many values of many streams.
	 * @param deviceId the id of the device
	 * @param points the values by name of the stream; the streams must exist
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> updates(String deviceId, Map<String, ? extends Collection<DataPoint>> points) {
		return updates(DeviceRef.id(deviceId), points);
	}

	/**
	 * Read values of one stream.
	 * @param device the device
	 * @param stream the name of the stream
	 * @param query which values
	 * @return the values, newest first
	 */
	public Mono<DataPoints> list(DeviceRef device, String stream, ValuesQuery query) {
		return query.addTo(request("values.list", HttpMethod.GET, device, VALUES, stream)).retrieve(DataPoints.class);
	}

	/**
	 * Read values of one stream.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream
	 * @param query which values
	 * @return the values, newest first
	 */
	public Mono<DataPoints> list(String deviceId, String stream, ValuesQuery query) {
		return list(DeviceRef.id(deviceId), stream, query);
	}

	/**
	 * Read values of several streams.
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
	 * Read values of several streams.
	 * @param deviceId the id of the device
	 * @param streams the names of the streams, or {@code null} for all
	 * @param query which values; bounds of values do not apply here
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> listAcross(String deviceId, @Nullable List<String> streams, ValuesQuery query) {
		return listAcross(DeviceRef.id(deviceId), streams, query);
	}

	/**
	 * Find values of several streams by what the streams held at the same instant.
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
	 * Find values of several streams by what the streams held at the same instant.
	 * @param deviceId the id of the device
	 * @param search which values
	 * @return the values, one row per timestamp, newest first
	 */
	public Mono<DeviceDataPoints> search(String deviceId, ValuesSearch search) {
		return search(DeviceRef.id(deviceId), search);
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
	 * Return a numeric stream thinned out.
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
	 * Return a numeric stream thinned out.
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

	private static void assertNoLocation(DataPoint point) {
		Assert.isNull(point.location(), "Only values of update(...) and updates(...) can carry a location");
	}

	private M2xRequest request(String operation, HttpMethod method, DeviceRef device, String path, String... names) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, path, names));
	}

}
