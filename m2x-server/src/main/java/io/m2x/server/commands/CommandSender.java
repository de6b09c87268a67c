package io.m2x.server.commands;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.collections.CollectionMembers;
import io.m2x.server.store.Tokens;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Sends a command to the devices that are its targets now; devices added to a collection
 * later do not get it. Must be called inside a transaction.
 */
@Component
final class CommandSender {

	/** How many devices one command can have. */
	private static final int MAX_DEVICES = 10_000;

	/** No row has this number; a list in SQL must not be empty. */
	private static final List<Long> NO_ROWS = List.of(-1L);

	private final JdbcClient jdbc;

	private final AccountResources resources;

	CommandSender(JdbcClient jdbc, AccountResources resources) {
		this.jdbc = jdbc;
		this.resources = resources;
	}

	// Read a command from the request and look up its targets.
	ResolvedCommand resolve(long account, Fields fields) {
		CommandMessage message = CommandMessage.read(fields);
		List<Long> devices = this.resources.findAll(Kind.DEVICE, account, message.devices());
		List<Long> collections = this.resources.findAll(Kind.COLLECTION, account, message.collections());
		if (devices.size() < message.devices().size() || collections.size() < message.collections().size()) {
			fields.reject(CommandMessage.TARGETS, Validation.NOT_FOUND);
		}
		return new ResolvedCommand(message, devices, collections);
	}

	// Send a command and return its id on the wire.
	String send(long account, ResolvedCommand command) {
		long now = System.currentTimeMillis();
		String id = Tokens.nextDated(now);
		int count = deliver(insert(account, id, command.message(), now), command.devices(), command.collections(), now);
		if (count > MAX_DEVICES) {
			throw Validation.failure(CommandMessage.TARGETS, Validation.TOO_LONG);
		}
		return id;
	}

	private long insert(long account, String id, CommandMessage message, long now) {
		return this.jdbc.sql("""
				INSERT INTO commands (account_id, public_id, name, data, sent_at)
				VALUES (:account, :id, :name, :data, :now) RETURNING id""")
			.param("account", account)
			.param("id", id)
			.param("name", message.name())
			.param("data", message.data())
			.param("now", now)
			.query(Long.class)
			.single();
	}

	// Return how many devices there are, at most one more than allowed.
	private int deliver(long command, List<Long> devices, List<Long> collections, long now) {
		return this.jdbc
			.sql("INSERT INTO command_deliveries (command_id, device_id, sent_at, status)"
					+ " SELECT CAST(:command AS BIGINT), t.id, CAST(:now AS BIGINT), 'pending' FROM ("
					+ Kind.DEVICE.present(":devices") + " UNION " + CollectionMembers.devicesBelow(":collections")
					+ ") t LIMIT :limit")
			.param("command", command)
			.param("now", now)
			.param("devices", devices.isEmpty() ? NO_ROWS : devices)
			.param("collections", collections.isEmpty() ? NO_ROWS : collections)
			.param("limit", MAX_DEVICES + 1)
			.update();
	}

	/**
	 * A command with its targets.
	 *
	 * @param message the command
	 * @param devices the rows of devices
	 * @param collections the rows of collections whose devices are meant too
	 */
	record ResolvedCommand(CommandMessage message, List<Long> devices, List<Long> collections) {

	}

}
