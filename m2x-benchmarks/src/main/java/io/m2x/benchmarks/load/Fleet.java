package io.m2x.benchmarks.load;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import reactor.core.publisher.Flux;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

/**
 * Creates the devices that connections write to, each with its own key.
 */
final class Fleet {

	/** The time of the first value that is read. */
	static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	private Fleet() {
	}

	/**
	 * Create devices with numeric streams.
	 * @param client the client of a server
	 * @param count how many devices
	 * @param streams the names of the streams of each
	 * @return the devices
	 */
	static List<Device> create(M2xClient client, int count, List<String> streams) {
		Map<String, StreamDefinition> definitions = streams.stream()
			.collect(Collectors.toMap(Function.identity(), (name) -> StreamDefinition.numeric()));
		return Flux.range(0, count)
			.flatMap((index) -> client.devices()
				.create(CreateDevice.named("Device " + index))
				.flatMap((device) -> client.streams().createOrUpdateAll(device.ref(), definitions).thenReturn(device)),
					4)
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

	/**
	 * Return the time of the first value of those that are written under load. They are
	 * as new as those of devices that measure now, and run ahead of the clock.
	 * @return the present second
	 */
	static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS);
	}

	/**
	 * Count the stored values of a stream of each device.
	 * @param client the client of a server
	 * @param devices the devices
	 * @param stream the name of the stream
	 * @return how many there are in all
	 */
	static long count(M2xClient client, List<Device> devices, String stream) {
		return Flux.fromIterable(devices)
			.concatMap((device) -> client.values().stats(device.ref(), stream, ValuesQuery.latest()))
			.map(StreamStats::count)
			.reduce(0L, Long::sum)
			.blockOptional()
			.orElseThrow();
	}

	/**
	 * Return a time as requests have it, without a fraction of a second and a zone.
	 * @param time the time
	 * @return 19 characters
	 */
	static String seconds(Instant time) {
		return SECONDS.format(time);
	}

	/**
	 * Return names of streams.
	 * @param count how many
	 * @return the names
	 */
	static List<String> streams(int count) {
		return IntStream.range(0, count).mapToObj((index) -> "s" + index).toList();
	}

}
