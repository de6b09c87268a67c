package io.m2x.server.commands;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;
import io.m2x.server.web.Validation;

/**
 * The filter and order of a list of commands.
 *
 * @param name the exact name
 * @param start the earliest time of sending, milliseconds since 1970
 * @param end the latest time of sending, milliseconds since 1970
 * @param status what became of the command, for lists of one device only
 * @param ascending whether the oldest comes first
 */
record CommandFilter(@Nullable String name, @Nullable Long start, @Nullable Long end, @Nullable String status,
		boolean ascending) {

	private static final int PAGE_SIZE = 100;

	private static final int MAX_PAGE_SIZE = 1000;

	/** What {@code pending} was once called. */
	private static final String SENT = "sent";

	private static final Set<String> STATUSES = Set.of(Delivery.PENDING, Delivery.PROCESSED, Delivery.REJECTED, SENT);

	// Read which commands are wanted from the list of an account.
	static CommandFilter read(Fields fields) {
		// The documented name of the direction, and the one that a client sends.
		String direction = fields.choice(fields.has("dir") ? "dir" : "order", Set.of("asc", "desc"));
		return new CommandFilter(fields.text("name", Integer.MAX_VALUE), fields.time("start"), fields.time("end"), null,
				"asc".equals(direction));
	}

	// Read which commands are wanted from the list of a device.
	static CommandFilter readForDevice(Fields fields) {
		CommandFilter filter = read(fields);
		String status = fields.choice("status", STATUSES);
		return new CommandFilter(filter.name, filter.start, filter.end, SENT.equals(status) ? Delivery.PENDING : status,
				filter.ascending);
	}

	static Page readPage(Fields fields) {
		Page page = Page.read(fields, PAGE_SIZE, MAX_PAGE_SIZE);
		if (page.limit() == 0) {
			fields.reject("limit", Validation.NOT_VALID);
		}
		return page;
	}

	// Return the condition on commands {@code c}, and deliveries {@code d} if there is a
	// status; the time stands in the given column.
	String condition(String sentAt) {
		return ((this.name != null) ? " AND c.name = :name" : "")
				+ ((this.start != null) ? " AND " + sentAt + " >= :start" : "")
				+ ((this.end != null) ? " AND " + sentAt + " <= :end" : "")
				+ ((this.status != null) ? " AND d.status = :status" : "");
	}

	Map<String, Object> parameters() {
		Map<String, Object> parameters = new HashMap<>();
		if (this.name != null) {
			parameters.put("name", this.name);
		}
		if (this.start != null) {
			parameters.put("start", this.start);
		}
		if (this.end != null) {
			parameters.put("end", this.end);
		}
		if (this.status != null) {
			parameters.put("status", this.status);
		}
		return parameters;
	}

	String order(String sentAt, String command) {
		String direction = this.ascending ? " ASC" : " DESC";
		return sentAt + direction + ", " + command + direction;
	}

}
