package io.m2x.server.commands;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.web.Page;

/**
 * The stored commands as one device sees them.
 */
@Component
final class DeliveryStore {

	private static final String FROM = " FROM command_deliveries d JOIN commands c ON c.id = d.command_id"
			+ " WHERE d.device_id = :device";

	private final JdbcClient jdbc;

	DeliveryStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Received> list(long device, CommandFilter filter, Page page) {
		return this.jdbc
			.sql("SELECT " + Command.COLUMNS + ", d.status, d.received_at" + FROM + filter.condition("d.sent_at")
					+ " ORDER BY " + filter.order("d.sent_at", "d.command_id") + " LIMIT :limit OFFSET :offset")
			.params(filter.parameters())
			.param("device", device)
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query(Received::read)
			.list();
	}

	long count(long device, CommandFilter filter) {
		return this.jdbc.sql("SELECT COUNT(*)" + FROM + filter.condition("d.sent_at"))
			.params(filter.parameters())
			.param("device", device)
			.query(Long.class)
			.single();
	}

	Optional<Received> find(long device, String id) {
		return this.jdbc
			.sql("SELECT " + Command.COLUMNS + ", d.status, d.received_at" + FROM + " AND c.public_id = :id")
			.param("device", device)
			.param("id", id)
			.query(Received::read)
			.optional();
	}

	@Nullable String responseData(long device, long command) {
		return this.jdbc.sql("""
				SELECT response_data FROM command_deliveries WHERE device_id = :device AND command_id = :command""")
			.param("device", device)
			.param("command", command)
			.query((row, index) -> Optional.ofNullable(row.getString(1)))
			.single()
			.orElse(null);
	}

	// Store the response of a device, unless it has sent one before. Return whether it
	// was stored.
	boolean acknowledge(long device, long command, String status, String responseData, long now) {
		return this.jdbc.sql("""
				UPDATE command_deliveries SET status = :status, received_at = :now, response_data = :data
				WHERE device_id = :device AND command_id = :command AND status = 'pending'""")
			.param("status", status)
			.param("now", now)
			.param("data", responseData)
			.param("device", device)
			.param("command", command)
			.update() > 0;
	}

	/**
	 * A command and what became of it at the device.
	 *
	 * @param command the command
	 * @param delivery what became of it
	 */
	record Received(Command command, Delivery delivery) {

		static Received read(ResultSet row, int index) throws SQLException {
			return new Received(Command.read(row, index), Delivery.read(row));
		}

	}

}
