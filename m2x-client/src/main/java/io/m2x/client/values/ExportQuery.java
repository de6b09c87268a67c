package io.m2x.client.values;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.jobs.JobWait;

/**
 * Selects what is exported; what is {@code null} does not restrict.
 *
 * @param streams the names of the streams
 * @param start the earliest instant, included
 * @param end the latest instant, included
 * @param limit how many rows at most, the newest of the range
 * @param location whether each row tells where the device was
 * @param spreadsheet whether text that a spreadsheet would run as a formula gets an
 * apostrophe before it
 * @param patience how to wait until the file is made
 * @param last how far the range goes back from the moment at which a call is subscribed
 * to, by the clock of the client; not together with {@code start} or {@code end}
 * @since 0.1.0
 */
public record ExportQuery(@Nullable List<String> streams, @Nullable Instant start, @Nullable Instant end,
		@Nullable Long limit, boolean location, boolean spreadsheet, JobWait patience, @Nullable Duration last) {

	public ExportQuery {
		LastDuration.check(last, start, end);
		Assert.isTrue(streams == null || !streams.isEmpty(), "'streams' must not be empty; null asks for all");
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
		streams = (streams != null) ? CommaSeparated.checked(streams) : null;
	}

	/**
	 * Select all values of all streams.
	 * @return the query
	 */
	public static ExportQuery all() {
		return new ExportQuery(null, null, null, null, false, false, JobWait.defaults(), null);
	}

	/**
	 * Return the same query for some streams.
	 * @param streams the names of the streams, at least one
	 * @return the query
	 */
	public ExportQuery withStreams(String... streams) {
		return new ExportQuery(List.of(streams), this.start, this.end, this.limit, this.location, this.spreadsheet,
				this.patience, this.last);
	}

	/**
	 * Return the same query for a range of time.
	 * @param start the earliest instant, included, or {@code null}
	 * @param end the latest instant, included, or {@code null}
	 * @return the query
	 */
	public ExportQuery between(@Nullable Instant start, @Nullable Instant end) {
		return new ExportQuery(this.streams, start, end, this.limit, this.location, this.spreadsheet, this.patience,
				null);
	}

	/**
	 * Return the same query for the last minutes, hours or days. The range begins anew
	 * with each subscription to a call, by the clock of the client.
	 * @param duration how far to go back, more than zero
	 * @return the query
	 */
	public ExportQuery last(Duration duration) {
		return new ExportQuery(this.streams, null, null, this.limit, this.location, this.spreadsheet, this.patience,
				duration);
	}

	/**
	 * Return the same query for a number of rows.
	 * @param limit how many rows at most
	 * @return the query
	 */
	public ExportQuery withLimit(long limit) {
		return new ExportQuery(this.streams, this.start, this.end, limit, this.location, this.spreadsheet,
				this.patience, this.last);
	}

	/**
	 * Return the same query for rows that tell where the device was.
	 * @return the query
	 */
	public ExportQuery withLocation() {
		return new ExportQuery(this.streams, this.start, this.end, this.limit, true, this.spreadsheet, this.patience,
				this.last);
	}

	/**
	 * Return the same query for a file that people open in a spreadsheet: text that
	 * begins like a formula gets an apostrophe before it, in the rows that a program
	 * reads too.
	 * @return the query
	 */
	public ExportQuery forSpreadsheet() {
		return new ExportQuery(this.streams, this.start, this.end, this.limit, this.location, true, this.patience,
				this.last);
	}

	/**
	 * Return the same query with another patience.
	 * @param patience how to wait until the file is made
	 * @return the query
	 */
	public ExportQuery withPatience(JobWait patience) {
		return new ExportQuery(this.streams, this.start, this.end, this.limit, this.location, this.spreadsheet,
				patience, this.last);
	}

	<T> Mono<T> one(Function<ExportQuery, Mono<T>> call) {
		return (this.last != null) ? Mono.defer(() -> call.apply(between(LastDuration.start(this.last), null)))
				: call.apply(this);
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("streams", this.streams)
			.query("start", this.start)
			.query("end", this.end)
			.query("limit", this.limit)
			.query("include_location", this.location ? true : null)
			.query("spreadsheet", this.spreadsheet ? true : null);
	}

}
