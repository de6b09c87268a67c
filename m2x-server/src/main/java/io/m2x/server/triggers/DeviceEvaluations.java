package io.m2x.server.triggers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.webhooks.Outbox;

/**
 * The evaluation of devices in one transaction. Fires the triggers whose conditions come
 * true while values arrive in the order of their times. Values that are older than the
 * current one of their stream change nothing.
 *
 * @since 0.1.0
 */
public final class DeviceEvaluations {

	private final Map<Long, DeviceEvaluation> evaluations;

	private final TriggerStore store;

	private final Notifications notifications;

	DeviceEvaluations(Map<Long, DeviceEvaluation> evaluations, TriggerStore store, Outbox outbox, long now) {
		this.evaluations = evaluations;
		this.store = store;
		SortedMap<Long, Trigger> watching = new TreeMap<>();
		evaluations.values()
			.forEach((evaluation) -> evaluation.triggers().forEach((trigger) -> watching.put(trigger.row(), trigger)));
		this.notifications = new Notifications(store, outbox, watching, now);
	}

	/**
	 * Evaluate what one request brought. Does nothing for other devices.
	 * @param device the row of the device
	 * @param values the new values; of several of one stream at the same time the last
	 * one counts
	 * @param locations the new locations, which count from before the values on
	 */
	public void evaluate(long device, Collection<StreamValue> values, List<LocationUpdate> locations) {
		@Nullable DeviceEvaluation evaluation = this.evaluations.get(device);
		if (evaluation != null) {
			locations.forEach(evaluation::locate);
			evaluation.follow(values, this.notifications);
		}
	}

	/**
	 * Store the notifications and the states of the triggers.
	 */
	public void save() {
		List<TriggerState> states = new ArrayList<>();
		Map<Long, Trigger> triggers = new HashMap<>();
		this.evaluations.forEach((device, evaluation) -> evaluation.changed().forEach((changed) -> {
			triggers.put(changed.trigger().row(), changed.trigger());
			states.add(new TriggerState(changed.trigger().row(), device, changed.isActivated()));
		}));
		this.notifications.write(triggers);
		this.store.save(states);
	}

}
