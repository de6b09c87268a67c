package io.m2x.client.values;

import java.time.Duration;
import java.util.function.Function;
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
 * Selects the values to export. Properties that are {@code null} do not restrict the
 * selection.
 *
 * <pre>{@code
 * ExportQuery query = ExportQuery.all().withStreams("temperature").between(start, end);
 * }</pre>
 *
 * @param streams the names of the streams
 * @param start the earliest instant, included
 * @param end the latest instant, included
 * @param limit the maximum number of rows, the newest of the range
 * @param location whether each row contains the position of the device
 * @param spreadsheet whether text that a spreadsheet would run as a formula is prefixed
 * with an apostrophe
 * @param jobWait how to wait for the job that creates the file
 * @param last the length of the range before the subscription to a call, by the clock of
 * the client; can't be combined with {@code start} or {@code end}
 * @since 0.1.0
 */
public record ExportQuery(@Nullable List<String> streams, @Nullable Instant start, @Nullable Instant end,
		@Nullable Long limit, boolean location, boolean spreadsheet, JobWait jobWait, @Nullable Duration last) {

	public ExportQuery {
		LastDuration.check(last, start, end);
		Assert.isTrue(streams == null || !streams.isEmpty(), "'streams' must not be empty; use null for all");
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
	 * Return a copy of this query for some streams.
	 * @param streams the names of the streams, at least one
	 * @return the query
	 */
	public ExportQuery withStreams(String... streams) {
		return new ExportQuery(List.of(streams), this.start, this.end, this.limit, this.location, this.spreadsheet,
				this.jobWait, this.last);
	}

	/**
	 * Return a copy of this query for a range of time.
	 * @param start the earliest instant, included, or {@code null}
	 * @param end the latest instant, included, or {@code null}
	 * @return the query
	 */
	public ExportQuery between(@Nullable Instant start, @Nullable Instant end) {
		return new ExportQuery(this.streams, start, end, this.limit, this.location, this.spreadsheet, this.jobWait,
				null);
	}

	/**
	 * Return a copy of this query for the last minutes, hours or days. The range starts
	 * anew with each subscription to a call, by the clock of the client.
	 * @param duration how far to go back, more than zero
	 * @return the query
	 */
	public ExportQuery last(Duration duration) {
		return new ExportQuery(this.streams, null, null, this.limit, this.location, this.spreadsheet, this.jobWait,
				duration);
	}

	/**
	 * Return a copy of this query with a limit.
	 * @param limit the maximum number of rows
	 * @return the query
	 */
	public ExportQuery withLimit(long limit) {
		return new ExportQuery(this.streams, this.start, this.end, limit, this.location, this.spreadsheet, this.jobWait,
				this.last);
	}

	/**
	 * Return a copy of this query for rows with the position of the device.
	 * @return the query
	 */
	public ExportQuery withLocation() {
		return new ExportQuery(this.streams, this.start, this.end, this.limit, true, this.spreadsheet, this.jobWait,
				this.last);
	}

	/**
	 * Return a copy of this query for a file that people open in a spreadsheet. Text that
	 * starts like a formula is prefixed with an apostrophe, also in the rows that a
	 * program reads.
	 * @return the query
	 */
	public ExportQuery forSpreadsheet() {
		return new ExportQuery(this.streams, this.start, this.end, this.limit, this.location, true, this.jobWait,
				this.last);
	}

	/**
	 * Return a copy of this query with another wait for the job.
	 * @param jobWait how to wait for the job that creates the file
	 * @return the query
	 */
	public ExportQuery withJobWait(JobWait jobWait) {
		return new ExportQuery(this.streams, this.start, this.end, this.limit, this.location, this.spreadsheet, jobWait,
				this.last);
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
