package io.m2x.server.values;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Columns;
import io.m2x.server.streams.StreamStore;

/**
 * Reads all values of a stream in pages.
 *
 * @since 0.1.0
 */
@Component
public final class ValuePages {

	private final JdbcClient jdbc;

	ValuePages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return the newest values of a range, none if the stream was deleted.
	 * @param stream the row of the stream
	 * @param start the earliest time, milliseconds since 1970
	 * @param end the latest time, milliseconds since 1970
	 * @param limit the greatest number of values
	 * @return the values, the newest first
	 */
	public List<Value> newest(long stream, long start, long end, int limit) {
		return this.jdbc.sql("""
				SELECT at_ms, num, txt FROM stream_values WHERE stream_id = :stream AND at_ms BETWEEN :start AND :end
				AND""" + " " + StreamStore.nameOf(":stream") + " IS NOT NULL ORDER BY at_ms DESC LIMIT :limit")
			.param("stream", stream)
			.param("start", start)
			.param("end", end)
			.param("limit", limit)
			.query((row, index) -> new Value(row.getLong(1), Columns.number(row, 2), row.getString(3)))
			.list();
	}

	/**
	 * A value at a time.
	 *
	 * @param at milliseconds since 1970
	 * @param number the value of a numeric stream
	 * @param text the value of an alphanumeric stream
	 */
	public record Value(long at, @Nullable Double number, @Nullable String text) {

	}

}
