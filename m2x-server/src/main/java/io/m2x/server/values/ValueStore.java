package io.m2x.server.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Columns;
import io.m2x.server.store.RowList;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.LatestValue;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.summaries.Span;
import io.m2x.server.summaries.Summaries;

/**
 * The stored values of streams: one for each stream and millisecond.
 *
 * @since 0.1.0
 */
@Component
public final class ValueStore {

	private static final String PUT_NUMBERS = "INSERT INTO stream_values (stream_id, at_ms, num) VALUES %s"
			+ " ON CONFLICT (stream_id, at_ms) DO UPDATE SET num = excluded.num";

	private static final String PUT_TEXTS = "INSERT INTO stream_values (stream_id, at_ms, txt, txt_folded) VALUES %s"
			+ " ON CONFLICT (stream_id, at_ms) DO UPDATE SET txt = excluded.txt, txt_folded = excluded.txt_folded";

	private static final int DELETED_AT_ONCE = 10_000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final StreamStore streams;

	private final Summaries summaries;

	ValueStore(JdbcClient jdbc, JdbcTemplate batches, StreamStore streams, Summaries summaries) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.streams = streams;
		this.summaries = summaries;
	}

	/**
	 * Store values. Of several of one stream at the same time the last one stays.
	 * @param series the values in the order in which they came; their devices must be
	 * locked
	 */
	public void put(List<Series> series) {
		SortedMap<Long, List<Series>> byStream = new TreeMap<>();
		series.forEach((one) -> byStream.computeIfAbsent(one.stream().row(), (row) -> new ArrayList<>(1)).add(one));
		List<Series> merged = byStream.values().stream().map(Series::merge).filter((one) -> one.size() > 0).toList();
		put(PUT_NUMBERS, ValueBinder.ofNumbers(merged));
		put(PUT_TEXTS, ValueBinder.ofTexts(merged));
		this.summaries.touched(merged.stream().filter((one) -> one.stream().numeric()).map(ValueStore::span).toList());
		this.streams.offerLatest(merged.stream().map(ValueStore::latest).toList());
	}

	private static Span span(Series series) {
		return new Span(series.stream().row(), series.time(0), series.time(series.size() - 1));
	}

	private static LatestValue latest(Series series) {
		int last = series.size() - 1;
		return new LatestValue(series.stream().row(), series.time(last), series.number(last), series.text(last));
	}

	private void put(String sql, ValueBinder binder) {
		for (int left = binder.size(); left > 0;) {
			int rows = RowList.next(left, binder.columns());
			this.batches.update(sql.formatted(RowList.of(rows, binder.columns())),
					(statement) -> binder.bind(statement, rows));
			left -= rows;
		}
	}

	// Delete the oldest values of a range, as many as a short transaction can, and return
	// whether there are more. The device must be locked.
	boolean deleteOldest(DataStream stream, ValueRange range) {
		boolean more = deleteOldest(stream.row(), range.startOrMin(), range.endOrMax());
		if (stream.numeric()) {
			this.summaries.touched(List.of(new Span(stream.row(), range.startOrMin(), range.endOrMax())));
		}
		correctLatest(stream);
		return more;
	}

	private void correctLatest(DataStream stream) {
		@Nullable DataPoint latest = this.jdbc
			.sql("SELECT at_ms, num, txt FROM stream_values WHERE stream_id = :stream ORDER BY at_ms DESC LIMIT 1")
			.param("stream", stream.row())
			.query((row, index) -> new DataPoint(row.getLong(1), Columns.number(row, 2), row.getString(3)))
			.optional()
			.orElse(null);
		this.streams.setLatest(stream.row(), (latest != null) ? latest.at() : null,
				(latest != null) ? latest.number() : null, (latest != null) ? latest.text() : null);
	}

	// Delete the oldest values of a stream in a range, as many as a short transaction
	// can,
	// and return whether there are more. The current value is not corrected.
	boolean deleteOldest(long stream, long from, long end) {
		Optional<Long> last = this.jdbc.sql("""
				SELECT at_ms FROM stream_values WHERE stream_id = :stream AND at_ms BETWEEN :from AND :end
				ORDER BY at_ms LIMIT 1 OFFSET :count""")
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

}
