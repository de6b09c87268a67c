package io.m2x.server.webhooks;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The notification that is next in its queue.
 *
 * @param id the row of the notification
 * @param trigger the id of the trigger on the wire
 * @param url where it goes
 * @param body what is sent
 */
record Notification(long id, String trigger, URI url, String body) {

	static Notification read(ResultSet row, int index) throws SQLException {
		return new Notification(row.getLong("id"), row.getString("public_id"),
				URI.create(row.getString("callback_url")), row.getString("body"));
	}

	// Return what can be down as a whole.
	String host() {
		return this.url.getRawAuthority();
	}

	// Shows neither address nor body, either may hold secrets.
	@Override
	public String toString() {
		return "Notification[" + this.id + "]";
	}

}
