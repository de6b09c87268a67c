package io.m2x.server.triggers;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Tokens;

/**
 * Gives a new device the triggers of the device that it is a copy of.
 *
 * @since 0.1.0
 */
@Component
public final class TriggerCopies {

	private final JdbcClient jdbc;

	TriggerCopies(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Give a device the same triggers as another one.
	 * @param source the row of the device to copy from
	 * @param target the row of the new device
	 * @param now milliseconds since 1970
	 */
	public void copyAll(long source, long target, long now) {
		this.jdbc.sql("SELECT id FROM triggers WHERE device_id = :source ORDER BY id")
			.param("source", source)
			.query(Long.class)
			.list()
			.forEach((trigger) -> copy(trigger, target, now));
	}

	private void copy(long trigger, long target, long now) {
		this.jdbc
			.sql("""
					INSERT INTO triggers (public_id, device_id, name, status, conditions, single_stream, frequency, timeframe,
					callback_url, send_location, notify_on_reset, custom_data, revision, created_at, updated_at)
					SELECT CAST(:id AS VARCHAR), CAST(:target AS BIGINT), name, status, conditions, single_stream, frequency,
					timeframe, callback_url, send_location, notify_on_reset, custom_data, 0, CAST(:now AS BIGINT),
					CAST(:now AS BIGINT) FROM triggers WHERE id = :trigger""")
			.param("id", Tokens.nextShort())
			.param("target", target)
			.param("now", now)
			.param("trigger", trigger)
			.update();
	}

}
