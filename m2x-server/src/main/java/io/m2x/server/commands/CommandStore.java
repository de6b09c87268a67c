package io.m2x.server.commands;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.web.Page;
import io.m2x.server.web.Responses;

/**
 * The stored commands as their account sees them.
 */
@Component
final class CommandStore {

	/** About how many characters a delivery takes besides what the device responded. */
	private static final int DELIVERY_SIZE = 200;

	private final JdbcClient jdbc;

	CommandStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Command> list(long account, CommandFilter filter, Page page) {
		return this.jdbc
			.sql("SELECT " + Command.COLUMNS + " FROM commands c WHERE c.account_id = :account"
					+ filter.condition("c.sent_at") + " ORDER BY " + filter.order("c.sent_at", "c.id")
					+ " LIMIT :limit OFFSET :offset")
			.params(filter.parameters())
			.param("account", account)
			.param("limit", page.limit())
			.param("offset", page.offset())
			.query(Command::read)
			.list();
	}

	long count(long account, CommandFilter filter) {
		return this.jdbc
			.sql("SELECT COUNT(*) FROM commands c WHERE c.account_id = :account" + filter.condition("c.sent_at"))
			.params(filter.parameters())
			.param("account", account)
			.query(Long.class)
			.single();
	}

	// Return the number of devices by command and status.
	Map<Long, Map<String, Long>> statusCounts(Collection<Long> commands) {
		Map<Long, Map<String, Long>> counts = new HashMap<>();
		if (!commands.isEmpty()) {
			this.jdbc.sql("""
					SELECT command_id, status, COUNT(*) FROM command_deliveries WHERE command_id IN (:commands)
					GROUP BY command_id, status""")
				.param("commands", commands)
				.query((RowCallbackHandler) (row) -> counts
					.computeIfAbsent(row.getLong(1), (command) -> new HashMap<>())
					.put(row.getString(2), row.getLong(3)));
		}
		return counts;
	}

	Optional<Command> find(long account, String id) {
		return this.jdbc
			.sql("SELECT " + Command.COLUMNS + " FROM commands c WHERE c.account_id = :account AND c.public_id = :id")
			.param("account", account)
			.param("id", id)
			.query(Command::read)
			.optional();
	}

	String data(long command) {
		return this.jdbc.sql("SELECT data FROM commands WHERE id = :command")
			.param("command", command)
			.query(String.class)
			.single();
	}

	// Return the deliveries by the id of the device, as many as fit into a response.
	Map<String, CommandViews.Outcome> deliveries(long command) {
		Map<String, CommandViews.Outcome> deliveries = new LinkedHashMap<>();
		this.jdbc
			.sql("SELECT " + Kind.DEVICE.idOf("d.device_id")
					+ ", d.status, d.received_at, d.response_data FROM command_deliveries d"
					+ " WHERE d.command_id = :command ORDER BY d.device_id LIMIT :limit")
			.param("command", command)
			.param("limit", fitting(command))
			.query((RowCallbackHandler) (row) -> deliveries.put(row.getString(1),
					CommandViews.Outcome.of(Delivery.read(row), row.getString("response_data"))));
		return deliveries;
	}

	// The lengths are read alone because a database may hold a whole result in memory.
	private int fitting(long command) {
		long[] sizeAndCount = new long[2];
		this.jdbc
			.sql("SELECT COALESCE(LENGTH(response_data), 0) FROM command_deliveries"
					+ " WHERE command_id = :command ORDER BY device_id")
			.param("command", command)
			.query((row) -> {
				sizeAndCount[0] += DELIVERY_SIZE + row.getLong(1);
				if (sizeAndCount[0] <= Responses.MAX_SIZE) {
					sizeAndCount[1]++;
				}
			});
		return (int) sizeAndCount[1];
	}

}
