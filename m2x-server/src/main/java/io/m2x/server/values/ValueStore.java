package io.m2x.server.values;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.streams.StreamValues;
import io.m2x.server.web.Replies;

/**
 * The stored values of streams: one for each stream and millisecond.
 */
@Component
final class ValueStore implements StreamValues {

	private static final String PUT = """
			MERGE INTO stream_values v
			USING (VALUES (CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS DOUBLE PRECISION), CAST(? AS VARCHAR)))
			s (stream_id, at_ms, num, txt)
			ON v.stream_id = s.stream_id AND v.at_ms = s.at_ms
			WHEN MATCHED THEN UPDATE SET num = s.num, txt = s.txt
			WHEN NOT MATCHED THEN INSERT (stream_id, at_ms, num, txt) VALUES (s.stream_id, s.at_ms, s.num, s.txt)""";

	private static final String COLUMNS = "SELECT at_ms, num, txt FROM stream_values WHERE";

	private static final String NEWEST_FIRST = " ORDER BY stream_id, at_ms DESC LIMIT :limit";

	/** Exactly the reverse of the key, so that it is walked and nothing sorted. */
	private static final String OLDEST_FIRST = "stream_id DESC, at_ms";

	private static final int BATCH = 1000;

	private static final int DELETED_AT_ONCE = 10_000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final StreamStore streams;

	ValueStore(JdbcClient jdbc, JdbcTemplate batches, StreamStore streams) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.streams = streams;
	}

	// Store values. Of several at the same time the last one stays. The device must be
	// locked.
	void put(DataStream stream, List<Reading> readings) {
		TreeMap<Long, Reading> distinct = new TreeMap<>();
		readings.forEach((reading) -> distinct.put(reading.at(), reading));
		if (distinct.isEmpty()) {
			return;
		}
		this.batches.batchUpdate(PUT, distinct.values(), BATCH,
				(statement, reading) -> bind(statement, stream, reading));
		Reading newest = distinct.lastEntry().getValue();
		this.streams.offerLatest(stream.row(), newest.at(), newest.number(), newest.text());
	}

	private static void bind(PreparedStatement statement, DataStream stream, Reading reading) throws SQLException {
		statement.setLong(1, stream.row());
		statement.setLong(2, reading.at());
		if (reading.number() != null) {
			statement.setDouble(3, reading.number());
		}
		else {
			statement.setNull(3, Types.DOUBLE);
		}
		statement.setString(4, reading.text());
	}

	List<Reading> newest(DataStream stream, ValueRange range, int limit) {
		return list(stream, range, NEWEST_FIRST, limit);
	}

	// Return values in an order of the caller's choice.
	List<Reading> sorted(DataStream stream, ValueRange range, boolean byValue, boolean ascending, int limit) {
		if (!byValue && !ascending) {
			return newest(stream, range, limit);
		}
		String direction = ascending ? "ASC" : "DESC";
		String order = byValue ? (stream.numeric() ? "num " : "txt ") + direction + ", at_ms " + direction
				: OLDEST_FIRST;
		return list(stream, range, " ORDER BY " + order + " LIMIT :limit", limit);
	}

	private List<Reading> list(DataStream stream, ValueRange range, String order, int limit) {
		boolean large = !stream.numeric() && limit > Replies.MAX_SIZE / Reading.MAX_TEXT;
		return range.apply(this.jdbc.sql(COLUMNS + range.condition(stream) + order), stream)
			.param("limit", large ? fitting(stream, range, order, limit) : limit)
			.query((row, index) -> new Reading(row.getLong(1), row.getObject(2, Double.class), row.getString(3)))
			.list();
	}

	// Return how many values it takes to go just over the greatest size of an answer. The
	// lengths are read alone because a database may hold a whole result in memory.
	private int fitting(DataStream stream, ValueRange range, String order, int limit) {
		List<Integer> lengths = range
			.apply(this.jdbc.sql("SELECT CHAR_LENGTH(txt) FROM stream_values WHERE" + range.condition(stream) + order),
					stream)
			.param("limit", limit)
			.query(Integer.class)
			.list();
		int count = 0;
		for (long size = 0; count < lengths.size() && size <= Replies.MAX_SIZE; count++) {
			size += lengths.get(count);
		}
		return count;
	}

	// Correct the stream's current value after values were deleted. The device must be
	// locked.
	void correctLatest(DataStream stream) {
		List<Reading> newest = newest(stream, new ValueRange(null, null, null, null), 1);
		@Nullable Reading latest = newest.isEmpty() ? null : newest.get(0);
		this.streams.setLatest(stream.row(), (latest != null) ? latest.at() : null,
				(latest != null) ? latest.number() : null, (latest != null) ? latest.text() : null);
	}

	@Override
	public boolean deleteOldest(long stream, long from, long end) {
		Optional<Long> last = this.jdbc.sql("""
				SELECT at_ms FROM stream_values WHERE stream_id = :stream AND at_ms BETWEEN :from AND :end
				ORDER BY stream_id DESC, at_ms LIMIT 1 OFFSET :count""")
			.param("stream", stream)
			.param("from", from)
			.param("end", end)
			.param("count", DELETED_AT_ONCE)
			.query(Long.class)
			.optional();
		this.jdbc.sql("DELETE FROM stream_values WHERE stream_id = :stream AND at_ms BETWEEN :from AND :end")
			.param("stream", stream)
			.param("from", from)
			.param("end", last.orElse(end))
			.update();
		return last.isPresent();
	}

	Statistics statistics(DataStream stream, ValueRange range) {
		return range.apply(this.jdbc.sql("""
				SELECT COUNT(num), MIN(num), MAX(num), AVG(num), STDDEV_POP(num) FROM stream_values WHERE"""
				+ range.condition(stream)), stream)
			.query(Statistics::read)
			.single();
	}

	Collection<Sampling.Sample> samples(DataStream stream, ValueRange range, Sampling sampling) {
		return range.apply(this.jdbc.sql(sampling.sql(range.condition(stream))), stream)
			.param("interval", sampling.step())
			.param("limit", sampling.limit())
			.query(Sampling.Sample::read)
			.list();
	}

}
