package io.m2x.server.commands;

import java.util.Set;

import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;

/**
 * Finds devices by the commands that were sent to them.
 *
 * @since 0.1.0
 */
public final class SentCommandFilter {

	private static final String PENDING = "pending";

	/** An older word for a command that waits for the device. */
	private static final String SENT = "sent";

	private static final Set<String> STATUSES = Set.of(PENDING, SENT, "processed", "rejected");

	private SentCommandFilter() {
	}

	/**
	 * Read which commands a device must have been sent.
	 * @param fields the fields of the request
	 * @param conditions the conditions to add to
	 * @param device the row of the device in SQL
	 */
	public static void read(Fields fields, SqlConditions conditions, String device) {
		String status = fields.choice("command_status", STATUSES);
		String name = fields.text("command_name", Fields.MAX_NAME);
		Long since = fields.time("command_since");
		if (status == null && name == null && since == null) {
			return;
		}
		StringBuilder sql = new StringBuilder("EXISTS (SELECT 1 FROM command_deliveries x"
				+ " JOIN commands c ON c.id = x.command_id WHERE x.device_id = " + device);
		if (status != null) {
			sql.append(" AND x.status = ").append(conditions.bind(SENT.equals(status) ? PENDING : status));
		}
		if (name != null) {
			sql.append(" AND c.name = ").append(conditions.bind(name));
		}
		if (since != null) {
			sql.append(" AND c.sent_at >= ").append(conditions.bind(since));
		}
		conditions.add(sql.append(')').toString());
	}

}
