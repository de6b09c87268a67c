package io.m2x.server.triggers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Evaluates one trigger for the values of one request.
 */
final class Evaluation {

	private final Trigger trigger;

	private final List<String> events = new ArrayList<>();

	private boolean activated;

	private boolean locked;

	Evaluation(Trigger trigger) {
		this.trigger = trigger;
		this.activated = trigger.activated();
	}

	Trigger trigger() {
		return this.trigger;
	}

	boolean watchesAny(Set<String> streams) {
		return this.trigger.conditions().byStream().keySet().stream().anyMatch(streams::contains);
	}

	// Evaluate the current values after some have changed, and return the event.
	List<String> step(CurrentValues current) {
		this.events.clear();
		TriggerDefinition definition = this.trigger.definition();
		TriggerConditions conditions = definition.conditions();
		boolean met = conditions.areMet(current, definition.timeframe());
		if (this.activated && !conditions.areHeld(current, definition.timeframe())) {
			this.activated = false;
			// One change after the other is no return to normal.
			if (definition.notifyOnReset() && !met) {
				this.events.add(Event.RESET);
			}
		}
		boolean repeated = definition.frequency().equals(TriggerDefinition.CONTINUOUS);
		if ((!this.activated || repeated) && met) {
			this.activated = true;
			this.events.add(Event.FIRED);
		}
		return this.events;
	}

	boolean isActivated() {
		return this.activated;
	}

	boolean hasChanged() {
		return this.activated != this.trigger.activated();
	}

	// Return whether this is the first time that the trigger's lock is asked for.
	boolean needsLock() {
		boolean first = !this.locked;
		this.locked = true;
		return first;
	}

}
