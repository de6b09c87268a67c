package io.m2x.server.summaries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads summaries. What is found is equal to the values as the same transaction sees
 * them; where nothing is found there may be values, or none.
 *
 * @since 0.1.0
 */
@Component
public final class SummaryReader {

	static final String COLUMNS = "start_ms, first_at, last_at, value_count, value_sum, sum_low, deviation,"
			+ " deviation_low, min_num, max_num, part_groups";

	private static final int BLOCKS_AT_ONCE = 1000;

	private static final int PARTS_AT_ONCE = 200;

	private static final String BLOCKS_OF_RANGE = "SELECT " + COLUMNS
			+ " FROM value_summaries WHERE stream_id = ? AND width_ms = ? AND start_ms BETWEEN ? AND ? ORDER BY start_ms";

	private static final String BLOCKS = "SELECT " + COLUMNS + " FROM wanted CROSS JOIN value_summaries"
			+ " WHERE stream_id = ? AND width_ms = ? AND start_ms BETWEEN wanted.low AND wanted.high ORDER BY start_ms";

	private static final String PARTS = "SELECT start_ms, parts FROM wanted CROSS JOIN summary_parts"
			+ " WHERE stream_id = ? AND start_ms BETWEEN wanted.low AND wanted.high";

	private final JdbcClient jdbc;

	SummaryReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Read the blocks that lie within ranges, without keeping them.
	 * @param stream the row of the stream
	 * @param width the length of the blocks
	 * @param ranges the ranges in ascending order
	 * @param sink what takes each block, in ascending order
	 */
	public void blocks(long stream, long width, List<TimeRange> ranges, Consumer<Block> sink) {
		List<TimeRange> starts = ranges.stream()
			.map((range) -> new TimeRange(range.from(), range.to() - width + 1))
			.filter((range) -> !range.isEmpty())
			.toList();
		for (List<TimeRange> chunk : TimeRange.chunks(starts)) {
			boolean single = chunk.size() == 1;
			this.jdbc.sql(single ? BLOCKS_OF_RANGE : TimeRange.sql(chunk) + BLOCKS)
				.withFetchSize(BLOCKS_AT_ONCE)
				.params(single ? List.of(stream, width, chunk.get(0).from(), chunk.get(0).to())
						: TimeRange.parameters(chunk, stream, width))
				.query((RowCallbackHandler) (row) -> sink.accept(block(row, width)));
		}
	}

	/**
	 * Read the parts of some groups.
	 * @param stream the row of the stream
	 * @param groups the summaries of the groups
	 * @param sink what takes each part, in any order
	 */
	public void parts(long stream, List<Summary> groups, Consumer<Summary> sink) {
		List<TimeRange> starts = groups.stream()
			.map((group) -> new TimeRange(group.firstAt(), group.firstAt()))
			.toList();
		for (List<TimeRange> chunk : TimeRange.chunks(starts)) {
			this.jdbc.sql(TimeRange.sql(chunk) + PARTS)
				.withFetchSize(PARTS_AT_ONCE)
				.params(TimeRange.parameters(chunk, stream))
				.query((RowCallbackHandler) (row) -> SummaryBytes.decode(row.getLong(1), row.getBytes(2))
					.forEach(sink));
		}
	}

	private static Block block(ResultSet row, long width) throws SQLException {
		return new Block(row.getLong(1), width,
				new Summary(row.getLong(2), row.getLong(3), row.getLong(4), row.getDouble(5), row.getDouble(6),
						row.getDouble(7), row.getDouble(8), row.getDouble(9), row.getDouble(10)),
				(width == Block.HOUR) ? new Groups(row.getLong(1), row.getBytes(11)) : Groups.NONE);
	}

}
