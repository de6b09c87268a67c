package io.m2x.server.triggers;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.m2x.server.store.Columns;

/**
 * A stored trigger.
 *
 * @param row the row of the trigger
 * @param id the id on the wire
 * @param definition what was said about it
 * @param activated whether it has fired and not been reset since, at the device in
 * question or at any
 * @param revision the number of its last edit
 * @param createdAt the time of creation, milliseconds since 1970
 * @param updatedAt the time of the last edit, milliseconds since 1970
 */
record Trigger(long row, String id, TriggerDefinition definition, boolean activated, long revision, long createdAt,
		long updatedAt) {

	static Trigger read(ResultSet row, int index) throws SQLException {
		TriggerDefinition definition = new TriggerDefinition(row.getString("name"),
				TriggerConditions.fromJson(row.getString("conditions")), row.getBoolean("single_stream"),
				row.getString("frequency"), Columns.integer(row, "timeframe"), row.getString("callback_url"),
				row.getString("status"), row.getBoolean("send_location"), row.getBoolean("notify_on_reset"),
				row.getString("custom_data"));
		return new Trigger(row.getLong("id"), row.getString("public_id"), definition, row.getBoolean("activated"),
				row.getLong("revision"), row.getLong("created_at"), row.getLong("updated_at"));
	}

	TriggerConditions conditions() {
		return this.definition.conditions();
	}

}
