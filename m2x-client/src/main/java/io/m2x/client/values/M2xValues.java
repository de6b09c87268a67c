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

import org.reactivestreams.Publisher;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xException;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.WireTime;
import io.m2x.client.internal.WriteClock;

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
public class M2xValues extends M2xValueReads {

	private final M2xTransport transport;

	private final M2xJobs jobs;

	/**
	 * Create the service.
	 * @param transport how calls travel
	 */
	public M2xValues(M2xTransport transport) {
		super(transport);
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
				.idempotent(timed.replacesItself())
				.retrieve();
		});
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
		List<DataPoint> copy = checked(points);
		copy.forEach(M2xValues::assertNoLocation);
		return writeInBatches("values.write-all", ResourcePath.ofDevice(device, VALUES, stream),
				() -> Map.of(stream, timed(device, copy)), (batch) -> batch.getOrDefault(stream, List.of()));
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
		Assert.notNull(points, "'points' must not be null");
		ResourcePath path = ResourcePath.ofDevice(device, VALUES, stream);
		return new ContinuousWrite(points, (point) -> {
			check(point);
			assertNoLocation(point);
			return timed(device, List.of(point)).get(0);
		}, (batch) -> send("values.write-all", path, batch, batch.points().getOrDefault("", List.of()))).run();
	}

	/**
	 * Write one value for each of several streams, all for the same instant.
	 * @param device the device
	 * @param reading the values; the streams must exist
	 * @return completes when M2X has accepted all of them
	 */
	public Mono<Void> write(DeviceRef device, DeviceReading reading) {
		ResourcePath path = ResourcePath.ofDevice(device, "/update");
		return Mono.defer(() -> {
			DeviceReading timed = reading.at(device, this.transport.writeClock());
			return this.transport.request("values.write-reading", HttpMethod.POST, path)
				.body(timed)
				.idempotent(timed.replacesItself())
				.retrieve();
		});
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
		Map<String, List<DataPoint>> copy = new LinkedHashMap<>();
		points.forEach((stream, values) -> copy.put(stream, checked(values)));
		return writeInBatches("values.write-all-streams", ResourcePath.ofDevice(device, "/updates"),
				() -> timed(device, copy), Function.identity());
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

	private Mono<Void> writeInBatches(String operation, ResourcePath path,
			Supplier<Map<String, List<DataPoint>>> points, Function<Map<String, List<DataPoint>>, ?> form) {
		return Flux.defer(() -> Flux.fromIterable(WriteBatch.cut(points.get())))
			.concatMap((batch) -> send(operation, path, batch, Objects.requireNonNull(form.apply(batch.points()))))
			.then();
	}

	private Mono<Void> send(String operation, ResourcePath path, WriteBatch batch, Object values) {
		return this.transport.request(operation, HttpMethod.POST, path)
			.body(Map.of("values", values))
			.idempotent(batch.replacesItself())
			.retrieve()
			.onErrorMap((ex) -> afterAccepted(batch.before(), ex));
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

	private static void assertNoLocation(DataPoint point) {
		Assert.isNull(point.location(), "Only a reading, or values of several streams, can carry a location");
	}

}
