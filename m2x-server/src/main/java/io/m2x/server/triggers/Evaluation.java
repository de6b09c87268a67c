package io.m2x.server.triggers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Evaluates one trigger for the values of one device.
 */
final class Evaluation {

	private final Trigger trigger;

	private final List<String> events = new ArrayList<>();

	private final boolean activatedBefore;

	private boolean activated;

	Evaluation(Trigger trigger, boolean activated) {
		this.trigger = trigger;
		this.activatedBefore = activated;
		this.activated = activated;
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
		return this.activated != this.activatedBefore;
	}

}
