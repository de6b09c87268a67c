package io.m2x.client.commands;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.model.SortDirection;

/**
 * Which commands are wanted, always in the order of their sending; what is {@code null}
 * does not restrict.
 *
 * @param page the number of the page, from 1
 * @param limit how many commands a page holds, 1 to 1000; 100 by default
 * @param direction the direction; newest first by default
 * @param start the earliest instant of sending, included
 * @param end the latest instant of sending, included
 * @param name the exact name
 * @param status what became of the command, for the commands of one device only
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
	 * Ask for the newest commands.
	 * @return the query
	 */
	public static CommandQuery latest() {
		return new CommandQuery(null, null, null, null, null, null, null);
	}

	/**
	 * Ask for the commands that a device has not acknowledged yet.
	 * @return the query, for the commands of one device only
	 */
	public static CommandQuery pending() {
		return latest().withStatus(CommandStatus.PENDING);
	}

	/**
	 * Return the same query for another page.
	 * @param page the number of the page, from 1
	 * @return the query
	 */
	public CommandQuery withPage(int page) {
		return new CommandQuery(page, this.limit, this.direction, this.start, this.end, this.name, this.status);
	}

	/**
	 * Return the same query with another size of page.
	 * @param limit how many commands a page holds, 1 to 1000; the server lowers larger
	 * numbers
	 * @return the query
	 */
	public CommandQuery withLimit(int limit) {
		return new CommandQuery(this.page, limit, this.direction, this.start, this.end, this.name, this.status);
	}

	/**
	 * Return the same query in another direction.
	 * @param direction ascending for the oldest first
	 * @return the query
	 */
	public CommandQuery withDirection(SortDirection direction) {
		return new CommandQuery(this.page, this.limit, direction, this.start, this.end, this.name, this.status);
	}

	/**
	 * Return the same query for commands of some time.
	 * @param start the earliest instant of sending, included, or {@code null}
	 * @param end the latest instant of sending, included, or {@code null}
	 * @return the query
	 */
	public CommandQuery sentBetween(@Nullable Instant start, @Nullable Instant end) {
		return new CommandQuery(this.page, this.limit, this.direction, start, end, this.name, this.status);
	}

	/**
	 * Return the same query for commands of a name.
	 * @param name the exact name
	 * @return the query
	 */
	public CommandQuery withName(String name) {
		return new CommandQuery(this.page, this.limit, this.direction, this.start, this.end, name, this.status);
	}

	/**
	 * Return the same query for commands of a status.
	 * @param status what became of the command
	 * @return the query, for the commands of one device only
	 */
	public CommandQuery withStatus(CommandStatus status) {
		return new CommandQuery(this.page, this.limit, this.direction, this.start, this.end, this.name, status);
	}

	// Ask for the oldest first unless a direction is set: what is sent while pages are
	// walked through then comes at the end and moves nothing.
	CommandQuery forWalk() {
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
