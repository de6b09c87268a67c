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
import io.m2x.client.internal.CallProgress;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.WireTime;
import io.m2x.client.internal.WriteClock;
import io.m2x.client.model.DeviceRef;

/**
 * Sends the writes of {@link M2xValues}: adds timestamps, and splits what is too large
 * for one request.
 */
final class WriteRequests {

	private final M2xTransport transport;

	WriteRequests(M2xTransport transport) {
		this.transport = transport;
	}

	Mono<Void> value(DeviceRef device, String stream, DataPoint point) {
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

	Mono<Void> reading(DeviceRef device, DeviceReading reading) {
		ResourcePath path = ResourcePath.ofDevice(device, "/update");
		return Mono.defer(() -> {
			DeviceReading timed = reading.at(device, this.transport.writeClock());
			return this.transport.request("values.write-reading", HttpMethod.POST, path)
				.body(timed)
				.idempotent(timed.replacesItself())
				.retrieve();
		});
	}

	Mono<Void> values(DeviceRef device, String stream, Collection<DataPoint> points) {
		List<DataPoint> copy = checked(points);
		copy.forEach(WriteRequests::assertNoLocation);
		return inBatches("values.write-all", ResourcePath.ofDevice(device, M2xValues.VALUES, stream),
				() -> Map.of(stream, timed(device, copy)), (batch) -> batch.getOrDefault(stream, List.of()));
	}

	Mono<Void> values(DeviceRef device, Map<String, ? extends Collection<DataPoint>> points) {
		Map<String, List<DataPoint>> copy = new LinkedHashMap<>();
		points.forEach((stream, values) -> copy.put(stream, checked(values)));
		return inBatches("values.write-all-streams", ResourcePath.ofDevice(device, "/updates"),
				() -> timed(device, copy), Function.identity());
	}

	Mono<Void> values(DeviceRef device, String stream, Publisher<DataPoint> points) {
		Assert.notNull(points, "'points' must not be null");
		ResourcePath path = ResourcePath.ofDevice(device, M2xValues.VALUES, stream);
		return new ContinuousWrite(points, (point) -> {
			check(point);
			assertNoLocation(point);
			return timed(device, List.of(point)).get(0);
		}, (batch) -> send("values.write-all", path, batch, batch.points().getOrDefault("", List.of()))).run();
	}

	Mono<Void> delete(DeviceRef device, String stream, Instant from, Instant end) {
		Assert.notNull(from, "'from' must not be null");
		Assert.notNull(end, "'end' must not be null");
		ResourcePath path = ResourcePath.ofDevice(device, M2xValues.VALUES, stream);
		return this.transport.request("values.delete", HttpMethod.DELETE, path)
			.query("from", from)
			.query("end", end)
			.retrieve();
	}

	private Mono<Void> inBatches(String operation, ResourcePath path, Supplier<Map<String, List<DataPoint>>> points,
			Function<Map<String, List<DataPoint>>, ?> form) {
		return Flux.defer(() -> Flux.fromIterable(WriteBatch.split(points.get())))
			.concatMap((batch) -> send(operation, path, batch, Objects.requireNonNull(form.apply(batch.points()))))
			.then();
	}

	private Mono<Void> send(String operation, ResourcePath path, WriteBatch batch, Object values) {
		return this.transport.request(operation, HttpMethod.POST, path)
			.body(Map.of("values", values))
			.idempotent(batch.replacesItself())
			.retrieve()
			.onErrorMap((ex) -> afterAccepted(batch.before(), ex))
			.then(Mono.deferContextual((context) -> {
				CallProgress.accept(context, batch.end());
				return Mono.empty();
			}));
	}

	private static Throwable afterAccepted(int values, Throwable failure) {
		return (failure instanceof M2xException known) ? known.afterAccepted(values) : failure;
	}

	private List<DataPoint> timed(DeviceRef device, List<DataPoint> points) {
		return timed(device, Map.of("", points)).getOrDefault("", points);
	}

	// Values at the same index get the same timestamp in each stream, so they form a row.
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
		points.forEach(WriteRequests::check);
		return List.copyOf(points);
	}

	private static void check(DataPoint point) {
		WireTime.check("timestamp", point.timestamp());
	}

	private static void assertNoLocation(DataPoint point) {
		Assert.isNull(point.location(),
				"A value of one stream can't have a location; write a reading or values of several streams");
	}

}
