package io.m2x.server.triggers;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.streams.KnownStream;
import io.m2x.server.streams.LatestValue;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.webhooks.Outbox;

/**
 * Evaluates the triggers of devices when they send values.
 *
 * @since 0.1.0
 */
@Component
public final class TriggerEvaluator {

	private final TriggerStore store;

	private final StreamStore streams;

	private final Outbox outbox;

	private final WatchedDevices devices;

	TriggerEvaluator(TriggerStore store, StreamStore streams, Outbox outbox, WatchedDevices devices) {
		this.store = store;
		this.streams = streams;
		this.outbox = outbox;
		this.devices = devices;
	}

	/**
	 * Find the triggers that watch a device.
	 * @param device the row of the device
	 * @param distribution the row of its distribution, or {@code null}
	 * @param known the streams of the device by name
	 * @return the enabled triggers
	 */
	public Watching watching(long device, @Nullable Long distribution, Map<String, KnownStream> known) {
		return new Watching(device, this.store.watching(device, distribution), known);
	}

	/**
	 * Begin to evaluate the values that devices send. Must be called inside the
	 * transaction that stores the values, before they are stored.
	 * @param watched the triggers of each device, which must be locked
	 * @param now milliseconds since 1970
	 * @return the evaluation of all of them
	 */
	public DeviceEvaluations begin(Collection<Watching> watched, long now) {
		List<Long> rows = watched.stream().map(Watching::device).toList();
		Set<TriggerState> activated = this.store.activated(rows);
		Map<Long, LatestValue> latest = new HashMap<>();
		this.streams.latest(
				watched.stream().flatMap((device) -> device.streams().values().stream()).map(KnownStream::row).toList())
			.forEach((value) -> latest.put(value.stream(), value));
		Map<Long, DeviceEvaluation> evaluations = new HashMap<>();
		for (Watching device : watched) {
			List<Evaluation> ofDevice = device.triggers()
				.stream()
				.map((trigger) -> new Evaluation(trigger,
						activated.contains(new TriggerState(trigger.row(), device.device(), true))))
				.toList();
			evaluations.put(device.device(), new DeviceEvaluation(device.device(), ofDevice,
					new CurrentValues(device.streams().values(), latest), this.devices));
		}
		return new DeviceEvaluations(evaluations, this.store, this.outbox, now);
	}

}
