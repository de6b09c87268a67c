package io.m2x.server.triggers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.streams.StreamStore;
import io.m2x.server.webhooks.Outbox;

/**
 * Evaluates the triggers of a device when it sends values.
 *
 * @since 0.1.0
 */
@Component
public final class TriggerEvaluator {

	/** How many characters of notifications are kept until they are written. */
	private static final int MAX_PENDING = 1_000_000;

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
	 * Fire the triggers whose conditions come true while values arrive in the order of
	 * their times. Values that are older than the current one of their stream change
	 * nothing.
	 * @param device the row of the device, locked, whose new values are not stored yet
	 * @param values the new values; of several of one stream at the same time the last
	 * one counts
	 * @param now milliseconds since 1970
	 */
	public void evaluate(long device, Collection<StreamValue> values, long now) {
		List<Trigger> watching = this.store.watching(device, this.devices.findDistribution(device).orElse(null));
		if (watching.isEmpty()) {
			return;
		}
		Set<String> written = new HashSet<>();
		values.forEach((value) -> written.add(value.stream()));
		List<Evaluation> evaluations = watching.stream()
			.map(Evaluation::new)
			.filter((evaluation) -> evaluation.watchesAny(written))
			.toList();
		if (!evaluations.isEmpty()) {
			new Run(device, now, evaluations).follow(values);
		}
	}

	/**
	 * The evaluation of one device in one transaction.
	 */
	private final class Run {

		private final long device;

		private final long now;

		private final List<Evaluation> evaluations;

		private final CurrentValues current;

		private final Map<Long, List<String>> pending = new LinkedHashMap<>();

		private @Nullable WatchedDevice details;

		private int pendingSize;

		Run(long device, long now, List<Evaluation> evaluations) {
			this.device = device;
			this.now = now;
			this.evaluations = evaluations;
			this.current = new CurrentValues(TriggerEvaluator.this.streams.list(device));
		}

		void follow(Collection<StreamValue> values) {
			TreeMap<Long, Map<String, StreamValue>> moments = new TreeMap<>();
			for (StreamValue value : values) {
				moments.computeIfAbsent(value.at(), (at) -> new HashMap<>()).put(value.stream(), value);
			}
			moments.forEach((at, moment) -> step(at, moment.values()));
			write();
			for (Evaluation evaluation : this.evaluations) {
				if (evaluation.hasChanged()) {
					lock(evaluation);
					TriggerEvaluator.this.store.saveState(evaluation.trigger().row(), this.device,
							evaluation.isActivated());
				}
			}
		}

		private void step(long at, Collection<StreamValue> moment) {
			Set<String> news = this.current.take(moment);
			for (Evaluation evaluation : this.evaluations) {
				if (evaluation.watchesAny(news)) {
					for (String event : evaluation.step(this.current)) {
						lock(evaluation);
						add(evaluation.trigger(), event, at);
					}
				}
			}
		}

		// The triggers of a distribution are not locked with the device.
		private void lock(Evaluation evaluation) {
			if (evaluation.needsLock()) {
				TriggerEvaluator.this.store.lock(evaluation.trigger());
			}
		}

		private void add(Trigger trigger, String event, long at) {
			if (this.details == null) {
				this.details = TriggerEvaluator.this.devices.find(this.device).orElseThrow();
			}
			String body = Event.of(event, this.details, trigger, at)
				.values(trigger.conditions().byStream().keySet(), this.current.values(), this.current.units())
				.toJson();
			this.pending.computeIfAbsent(trigger.row(), (row) -> new ArrayList<>()).add(body);
			this.pendingSize += body.length();
			if (this.pendingSize > MAX_PENDING) {
				write();
			}
		}

		private void write() {
			this.pending
				.forEach((trigger, bodies) -> TriggerEvaluator.this.outbox.add(trigger, this.device, bodies, this.now));
			this.pending.clear();
			this.pendingSize = 0;
		}

	}

}
