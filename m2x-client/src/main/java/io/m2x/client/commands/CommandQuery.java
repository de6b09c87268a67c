package io.m2x.client.commands;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.model.SortDirection;

/**
 * Selects commands, in the order in which they were sent. Properties that are
 * {@code null} do not restrict the selection.
 *
 * <pre>{@code
 * CommandQuery query = CommandQuery.pending().withName("open-vent");
 * }</pre>
 *
 * @param page the number of the page, from 1
 * @param limit the number of commands on a page, 1 to 1000; 100 by default
 * @param direction the direction; newest first by default
 * @param start the earliest time of sending, included
 * @param end the latest time of sending, included
 * @param name the exact name
 * @param status the status, only for the commands of one device
 * @since 0.1.0
 */
public record CommandQuery(@Nullable Integer page, @Nullable Integer limit, @Nullable SortDirection direction,
		@Nullable Instant start, @Nullable Instant end, @Nullable String name, @Nullable CommandStatus status) {

	public CommandQuery {
		Assert.isTrue(page == null || page >= 1, "'page' must be at least 1");
		Assert.isTrue(limit == null || limit >= 1, "'limit' must be at least 1");
		Assert.isTrue(status != CommandStatus.UNKNOWN, "'status' must be PENDING, PROCESSED or REJECTED");
	}

	/**
	 * Select the newest commands.
	 * @return the query
	 */
	public static CommandQuery latest() {
		return new CommandQuery(null, null, null, null, null, null, null);
	}

	/**
	 * Select the commands that a device has not acknowledged yet.
	 * @return the query, only for the commands of one device
	 */
	public static CommandQuery pending() {
		return latest().withStatus(CommandStatus.PENDING);
	}

	/**
	 * Return a copy of this query for another page.
	 * @param page the number of the page, from 1
	 * @return the query
	 */
	public CommandQuery withPage(int page) {
		return new CommandQuery(page, this.limit, this.direction, this.start, this.end, this.name, this.status);
	}

	/**
	 * Return a copy of this query with another page size.
	 * @param limit the number of commands on a page, 1 to 1000; the server reduces larger
	 * numbers
	 * @return the query
	 */
	public CommandQuery withLimit(int limit) {
		return new CommandQuery(this.page, limit, this.direction, this.start, this.end, this.name, this.status);
	}

	/**
	 * Return a copy of this query in another direction.
	 * @param direction ascending for the oldest first
	 * @return the query
	 */
	public CommandQuery withDirection(SortDirection direction) {
		return new CommandQuery(this.page, this.limit, direction, this.start, this.end, this.name, this.status);
	}

	/**
	 * Return a copy of this query for a time range.
	 * @param start the earliest time of sending, included, or {@code null}
	 * @param end the latest time of sending, included, or {@code null}
	 * @return the query
	 */
	public CommandQuery sentBetween(@Nullable Instant start, @Nullable Instant end) {
		return new CommandQuery(this.page, this.limit, this.direction, start, end, this.name, this.status);
	}

	/**
	 * Return a copy of this query for commands with a name.
	 * @param name the exact name
	 * @return the query
	 */
	public CommandQuery withName(String name) {
		return new CommandQuery(this.page, this.limit, this.direction, this.start, this.end, name, this.status);
	}

	/**
	 * Return a copy of this query for commands with a status.
	 * @param status the status
	 * @return the query, only for the commands of one device
	 */
	public CommandQuery withStatus(CommandStatus status) {
		return new CommandQuery(this.page, this.limit, this.direction, this.start, this.end, this.name, status);
	}

	// Oldest first by default: commands that are sent while pages are read are then added
	// at the end, and move no others.
	CommandQuery forPaging() {
		return (this.direction != null) ? this : withDirection(SortDirection.ASC);
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("page", this.page)
			.query("limit", this.limit)
			.query("dir", this.direction)
			.query("start", this.start)
			.query("end", this.end)
			.query("name", this.name)
			.query("status", this.status);
	}

}
