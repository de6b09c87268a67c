package io.m2x.server.summaries;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The stored summaries and what is to be summarized. What changes something must be
 * called with the device of the stream locked.
 */
@Component
final class SummaryStore {

	private static final int BATCH = 1000;

	private static final Comparator<Mark> BY_KEY = Comparator.comparingLong(Mark::stream)
		.thenComparingLong(Mark::width)
		.thenComparingLong(Mark::start);

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	SummaryStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	Map<Long, SummaryState> states(Collection<Long> streams) {
		Map<Long, SummaryState> states = new HashMap<>();
		this.jdbc.sql("SELECT " + SummaryState.COLUMNS + " FROM summary_states WHERE stream_id IN (:streams)")
			.param("streams", streams)
			.query(SummaryState::read)
			.list()
			.forEach((state) -> states.put(state.stream(), state));
		return states;
	}

	Optional<SummaryState> state(long stream) {
		return Optional.ofNullable(states(List.of(stream)).get(stream));
	}

	List<Long> dueStreams(long now, int limit) {
		return this.jdbc.sql("SELECT stream_id FROM summary_states WHERE due_ms <= :now ORDER BY due_ms LIMIT :limit")
			.param("now", now)
			.param("limit", limit)
			.query(Long.class)
			.list();
	}

	void save(Collection<SummaryState> states) {
		this.batches.batchUpdate("INSERT INTO summary_states (" + SummaryState.COLUMNS + """
				) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (stream_id) DO UPDATE SET until_ms = excluded.until_ms, scan_from = excluded.scan_from,
				scan_to = excluded.scan_to, due_ms = excluded.due_ms""",
				states.stream().sorted(Comparator.comparingLong(SummaryState::stream)).toList(), BATCH,
				(statement, state) -> {
					statement.setLong(1, state.stream());
					statement.setLong(2, state.until());
					statement.setLong(3, state.scanFrom());
					statement.setLong(4, state.scanTo());
					statement.setLong(5, state.due());
				});
	}

	// Delete the summaries of all blocks that a span touches.
	void drop(List<Span> spans) {
		for (long width : Block.WIDTHS) {
			this.batches.batchUpdate(
					"DELETE FROM value_summaries WHERE stream_id = ? AND start_ms BETWEEN ? AND ? AND width_ms = "
							+ width,
					spans, BATCH, (statement, span) -> bind(statement, span, width));
		}
		this.batches.batchUpdate("DELETE FROM summary_parts WHERE stream_id = ? AND start_ms BETWEEN ? AND ?", spans,
				BATCH, (statement, span) -> {
					bind(statement, span, Block.HOUR);
					statement.setLong(3, Block.startOf(Block.HOUR, span.to()) + Block.HOUR - 1);
				});
	}

	private static void bind(PreparedStatement statement, Span span, long width) throws SQLException {
		statement.setLong(1, span.stream());
		statement.setLong(2, Block.startOf(width, span.from()));
		statement.setLong(3, span.to());
	}

	List<Mark> dueMarks(long now, int limit) {
		return this.jdbc
			.sql("SELECT " + Mark.COLUMNS + " FROM summary_marks WHERE due_ms <= :now ORDER BY due_ms LIMIT :limit")
			.param("now", now)
			.param("limit", limit)
			.query(Mark::read)
			.list();
	}

	// Make sure that blocks are summarized, those that are being summarized once more.
	void mark(Collection<Mark> marks) {
		// A statement may be sent with several rows, and none of them twice.
		TreeSet<Mark> distinct = new TreeSet<>(BY_KEY);
		distinct.addAll(marks);
		this.batches.batchUpdate("INSERT INTO summary_marks (" + Mark.COLUMNS + """
				) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (stream_id, width_ms, start_ms) DO UPDATE SET stamp = excluded.stamp""", distinct, BATCH,
				(statement, mark) -> {
					statement.setLong(1, mark.stream());
					statement.setLong(2, mark.width());
					statement.setLong(3, mark.start());
					statement.setLong(4, mark.stamp());
					statement.setLong(5, mark.due());
				});
	}

	// Do not let a summary be stored that was made from the values before a change.
	void invalidate(Span span) {
		this.jdbc
			.sql("UPDATE summary_marks SET stamp = :stamp WHERE stream_id = :stream AND start_ms BETWEEN :from AND :to")
			.param("stamp", stamp())
			.param("stream", span.stream())
			.param("from", Block.startOf(Block.DAY, span.from()))
			.param("to", span.to())
			.update();
	}

	static long stamp() {
		return ThreadLocalRandom.current().nextLong();
	}

	void postpone(Mark mark, long due) {
		this.jdbc
			.sql("UPDATE summary_marks SET due_ms = :due WHERE stream_id = :stream AND width_ms = :width"
					+ " AND start_ms = :start")
			.param("due", due)
			.param("stream", mark.stream())
			.param("width", mark.width())
			.param("start", mark.start())
			.update();
	}

	// Return whether the block is as it was when the mark was read.
	boolean remove(Mark mark) {
		return this.jdbc
			.sql("DELETE FROM summary_marks WHERE stream_id = :stream AND width_ms = :width"
					+ " AND start_ms = :start AND stamp = :stamp")
			.param("stream", mark.stream())
			.param("width", mark.width())
			.param("start", mark.start())
			.param("stamp", mark.stamp())
			.update() == 1;
	}

	void delete(Mark block) {
		this.jdbc
			.sql("DELETE FROM value_summaries WHERE stream_id = :stream AND width_ms = :width"
					+ " AND start_ms = :start")
			.param("stream", block.stream())
			.param("width", block.width())
			.param("start", block.start())
			.update();
		if (block.width() == Block.HOUR) {
			this.jdbc.sql("DELETE FROM summary_parts WHERE stream_id = :stream AND start_ms BETWEEN :from AND :to")
				.param("stream", block.stream())
				.param("from", block.range().from())
				.param("to", block.range().to())
				.update();
		}
	}

	// Store a summary; there must be none of the block.
	void insert(long stream, Block block, List<Group> groups) {
		Summary summary = block.summary();
		this.jdbc.sql("INSERT INTO value_summaries (stream_id, width_ms, " + SummaryReader.COLUMNS + """
				) VALUES (:stream, :width, :start, :firstAt, :lastAt, :count, :sum, :sumLow, :deviation,
				:deviationLow, :min, :max, :groups)""")
			.param("stream", stream)
			.param("width", block.width())
			.param("start", block.start())
			.param("firstAt", summary.firstAt())
			.param("lastAt", summary.lastAt())
			.param("count", summary.count())
			.param("sum", summary.sum())
			.param("sumLow", summary.sumLow())
			.param("deviation", summary.deviation())
			.param("deviationLow", summary.deviationLow())
			.param("min", summary.min())
			.param("max", summary.max())
			.param("groups", block.groups().bytes())
			.update();
		this.batches.batchUpdate("INSERT INTO summary_parts (stream_id, start_ms, parts) VALUES (?, ?, ?)", groups,
				BATCH, (statement, group) -> {
					statement.setLong(1, stream);
					statement.setLong(2, group.summary().firstAt());
					statement.setBytes(3, SummaryBytes.encode(group.summary().firstAt(), group.parts()));
				});
	}

	void delete(long stream) {
		this.jdbc.sql("DELETE FROM value_summaries WHERE stream_id = :stream").param("stream", stream).update();
		this.jdbc.sql("DELETE FROM summary_parts WHERE stream_id = :stream").param("stream", stream).update();
		this.jdbc.sql("DELETE FROM summary_marks WHERE stream_id = :stream").param("stream", stream).update();
		this.jdbc.sql("DELETE FROM summary_states WHERE stream_id = :stream").param("stream", stream).update();
	}

}
