package io.m2x.server.devices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;

/**
 * Finds devices by the triggers that watch them: their own and those of their
 * distribution.
 */
final class TriggerFilter {

	private static final String ANY = "*";

	private static final String ACTIVATED = "EXISTS (SELECT 1 FROM trigger_states a WHERE a.trigger_id = t.id"
			+ " AND a.device_id = d.id AND a.activated = TRUE)";

	/** What each parameter demands of a trigger besides its name. */
	private static final Map<String, String> PARAMETERS = new LinkedHashMap<>();

	static {
		PARAMETERS.put("triggers", "");
		PARAMETERS.put("activated_triggers", " AND " + ACTIVATED);
		PARAMETERS.put("inactive_triggers", " AND NOT " + ACTIVATED);
		PARAMETERS.put("enabled_triggers", " AND t.status = 'enabled'");
		PARAMETERS.put("disabled_triggers", " AND t.status = 'disabled'");
	}

	private TriggerFilter() {
	}

	static void read(Fields fields, SqlConditions conditions) {
		PARAMETERS.forEach((parameter, state) -> {
			List<String> triggers = fields.words(parameter);
			if (!triggers.isEmpty()) {
				add(conditions, triggers, state);
			}
		});
	}

	private static void add(SqlConditions conditions, List<String> triggers, String state) {
		String condition = state;
		// Without a state every trigger would do, which is not what a name asks for.
		if (state.isEmpty() || !triggers.contains(ANY)) {
			String names = conditions.bind(triggers);
			condition += " AND (t.name IN (" + names + ") OR t.public_id IN (" + names + "))";
		}
		// Two conditions, because a join on either of two columns has no index.
		conditions.add("(EXISTS (SELECT 1 FROM triggers t WHERE t.device_id = d.id" + condition
				+ ") OR EXISTS (SELECT 1 FROM triggers t WHERE t.distribution_id = d.distribution_id" + condition
				+ "))");
	}

}
