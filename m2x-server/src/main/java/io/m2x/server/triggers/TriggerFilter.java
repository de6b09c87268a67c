package io.m2x.server.triggers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;

/**
 * Finds devices by the triggers that watch them: their own and those of their
 * distribution.
 *
 * @since 0.1.0
 */
public final class TriggerFilter {

	private static final String ANY = "*";

	private static final String ACTIVATED = "EXISTS (SELECT 1 FROM trigger_states a WHERE a.trigger_id = t.id"
			+ " AND a.device_id = %1$s AND a.activated = TRUE)";

	/** The condition of each parameter besides the name. */
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

	/**
	 * Return how many triggers a device has of its own.
	 * @param device the row of the device in SQL
	 * @return the number in SQL
	 */
	public static String count(String device) {
		return "(SELECT COUNT(*) FROM triggers t WHERE t.device_id = " + device + ")";
	}

	/**
	 * Read which triggers must watch a device.
	 * @param fields the fields of the request
	 * @param conditions the conditions to add to
	 * @param device the row of the device in SQL
	 * @param distribution the row of the distribution of the device in SQL
	 */
	public static void read(Fields fields, SqlConditions conditions, String device, String distribution) {
		PARAMETERS.forEach((parameter, state) -> {
			List<String> triggers = fields.words(parameter);
			if (!triggers.isEmpty()) {
				add(conditions, triggers, state.formatted(device), device, distribution);
			}
		});
	}

	private static void add(SqlConditions conditions, List<String> triggers, String state, String device,
			String distribution) {
		String condition = state;
		// Without a state every trigger would do, which is not what a name asks for.
		if (state.isEmpty() || !triggers.contains(ANY)) {
			String names = conditions.bind(triggers);
			condition += " AND (t.name IN (" + names + ") OR t.public_id IN (" + names + "))";
		}
		// Two conditions, because a join on either of two columns has no index.
		conditions.add("(EXISTS (SELECT 1 FROM triggers t WHERE t.device_id = " + device + condition
				+ ") OR EXISTS (SELECT 1 FROM triggers t WHERE t.distribution_id = " + distribution + condition + "))");
	}

}
