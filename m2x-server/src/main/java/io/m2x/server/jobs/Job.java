package io.m2x.server.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.store.Columns;
import io.m2x.server.web.ApiRequest;

/**
 * A stored job.
 *
 * @param id the id on the wire
 * @param state the state as a word
 * @param errors what went wrong, {@code null} if nothing did
 * @param resultPath where the result is, below the base URL, {@code null} if there is
 * none
 * @param createdAt the time of creation, milliseconds since 1970
 * @param updatedAt the time of the last change, milliseconds since 1970
 * @param startedAt when the work began, milliseconds since 1970
 * @param finishedAt when the work ended, milliseconds since 1970
 */
record Job(String id, String state, @Nullable String errors, @Nullable String resultPath, long createdAt,
		long updatedAt, @Nullable Long startedAt, @Nullable Long finishedAt) {

	/** The result of a deleted device is gone with it. */
	static final String COLUMNS = "public_id, state, errors, CASE WHEN device_id IS NOT NULL THEN result_path END"
			+ " AS result_path, created_at, updated_at, started_at, finished_at";

	static Job read(ResultSet row, int index) throws SQLException {
		return new Job(row.getString("public_id"), row.getString("state"), row.getString("errors"),
				row.getString("result_path"), row.getLong("created_at"), row.getLong("updated_at"),
				Columns.integer(row, "started_at"), Columns.integer(row, "finished_at"));
	}

	View view(ApiRequest request) {
		return new View(this.id, this.state, null, this.errors, instant(this.startedAt), instant(this.finishedAt),
				Instant.ofEpochMilli(this.createdAt), Instant.ofEpochMilli(this.updatedAt),
				(this.resultPath != null) ? Map.of("url", request.url(this.resultPath.split("/", -1))) : null);
	}

	private static @Nullable Instant instant(@Nullable Long millis) {
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

	/**
	 * A job in the form of the API's JSON.
	 *
	 * @param id the id
	 * @param state the state
	 * @param output always {@code null}, as no job has anything to say
	 * @param errors what went wrong
	 * @param started when the work began
	 * @param finished when the work ended
	 * @param created the time of creation
	 * @param updated the time of the last change
	 * @param result the address of the result
	 */
	record View(String id, String state, @Nullable String output, @Nullable String errors, @Nullable Instant started,
			@Nullable Instant finished, Instant created, Instant updated, @Nullable Map<String, String> result) {

	}

}
