package io.m2x.server.streams;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.CaseFolding;
import io.m2x.server.store.Columns;
import io.m2x.server.store.RowList;
import io.m2x.server.web.Responses;

/**
 * The stored streams of devices.
 *
 * @since 0.1.0
 */
@Component
public final class StreamStore {

	private static final String OFFER = """
			WITH t (id, at_ms, num, txt, folded) AS (VALUES %s)
			UPDATE streams SET latest_at = t.at_ms, latest_num = t.num, latest_txt = t.txt, latest_txt_folded = t.folded
			FROM t WHERE streams.id = t.id AND (streams.latest_at IS NULL OR streams.latest_at <= t.at_ms)""";

	/** The columns of an offered value. */
	private static final List<String> OFFER_COLUMNS = List.of("BIGINT", "BIGINT", "DOUBLE PRECISION", "VARCHAR",
			"VARCHAR");

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final StreamTable table;

	StreamStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.table = StreamTable.ofDevices(jdbc);
	}

	/**
	 * Return all streams of a device.
	 * @param device the row of the device
	 * @return the streams in the order of their creation
	 */
	public List<DataStream> list(long device) {
		return this.table.list(device);
	}

	/**
	 * Return what must be known about the streams of a device to write their values.
	 * @param device the row of the device
	 * @return the streams by name
	 */
	public Map<String, KnownStream> known(long device) {
		Map<String, KnownStream> known = new HashMap<>();
		this.jdbc.sql("SELECT id, name, value_type, unit_symbol FROM streams WHERE device_id = :device")
			.param("device", device)
			.query((row) -> {
				KnownStream stream = new KnownStream(row.getLong(1), row.getString(2),
						DataStream.NUMERIC.equals(row.getString(3)), row.getString(4));
				known.put(stream.name(), stream);
			});
		return known;
	}

	/**
	 * Return the current values of streams.
	 * @param streams the rows of the streams
	 * @return the values of those that have any
	 */
	public List<LatestValue> latest(Collection<Long> streams) {
		List<LatestValue> latest = new ArrayList<>();
		RowList.split(streams, 1, (part) -> this.batches.query(
				"SELECT id, latest_at, latest_num, latest_txt FROM streams WHERE id IN " + RowList.of(part.size())
						+ " AND latest_at IS NOT NULL",
				(RowCallbackHandler) (row) -> latest
					.add(new LatestValue(row.getLong(1), row.getLong(2), Columns.number(row, 3), row.getString(4))),
				part.toArray()));
		return latest;
	}

	/**
	 * Find a stream.
	 * @param device the row of the device
	 * @param name the name of the stream
	 * @return the stream, empty if the device has none of that name
	 */
	public Optional<DataStream> find(long device, String name) {
		return this.table.find(device, name);
	}

	/**
	 * Return the device that a stream belongs to.
	 * @param stream the row of the stream
	 * @return the row of the device, empty if there is no such stream
	 */
	public Optional<Long> deviceOf(long stream) {
		return this.jdbc.sql("SELECT device_id FROM streams WHERE id = :stream")
			.param("stream", stream)
			.query(Long.class)
			.optional();
	}

	/**
	 * Return the name of the stream that a column refers to.
	 * @param column the column in SQL
	 * @return the name in SQL, null if there is no such stream
	 */
	public static String nameOf(String column) {
		return "(SELECT s.name FROM streams s WHERE s.id = " + column + ")";
	}

	/**
	 * Return how many streams a device has.
	 * @param device the row of the device in SQL
	 * @return the number in SQL
	 */
	public static String count(String device) {
		return "(SELECT COUNT(*) FROM streams s WHERE s.device_id = " + device + ")";
	}

	/**
	 * Note the current values of streams, unless newer ones are known.
	 * @param values one value for each stream, whose device is locked
	 */
	public void offerLatest(List<LatestValue> values) {
		RowList.split(values, OFFER_COLUMNS.size(), (part) -> this.batches
			.update(OFFER.formatted(RowList.of(part.size(), OFFER_COLUMNS)), (statement) -> bind(statement, part)));
	}

	private static void bind(PreparedStatement statement, List<LatestValue> values) throws SQLException {
		int index = 0;
		for (LatestValue value : values) {
			statement.setLong(++index, value.stream());
			statement.setLong(++index, value.at());
			statement.setObject(++index, value.number(), Types.DOUBLE);
			statement.setString(++index, value.text());
			statement.setString(++index, CaseFolding.stored(value.text()));
		}
	}

	/**
	 * Set the current value of a stream.
	 * @param stream the row of the stream, its device locked
	 * @param at the time of the value, milliseconds since 1970, {@code null} if there is
	 * no value
	 * @param number the value of a numeric stream
	 * @param text the value of an alphanumeric stream
	 */
	public void setLatest(long stream, @Nullable Long at, @Nullable Double number, @Nullable String text) {
		this.jdbc.sql("""
				UPDATE streams SET latest_at = CAST(:at AS BIGINT), latest_num = CAST(:num AS DOUBLE PRECISION),
				latest_txt = :txt, latest_txt_folded = :folded WHERE id = :stream""")
			.param("at", at)
			.param("num", number)
			.param("txt", text)
			.param("folded", CaseFolding.stored(text))
			.param("stream", stream)
			.update();
	}

	// Return the definitions of the streams.
	StreamTable table() {
		return this.table;
	}

	/**
	 * Return the symbols of the units of a device's streams.
	 * @param device the row of the device
	 * @return the symbols by stream; streams without one are missing
	 */
	public Map<String, String> units(long device) {
		return this.table.units(device);
	}

	/**
	 * Return the current values of streams, as many as fit into a response.
	 * @param devices the rows of the devices
	 * @param names the names of the streams, empty for all
	 * @return the values by name, by device
	 */
	public Map<Long, Map<String, @Nullable Object>> currentValues(Collection<Long> devices, Collection<String> names) {
		Map<Long, Map<String, @Nullable Object>> values = new HashMap<>();
		if (!devices.isEmpty()) {
			String condition = "device_id IN (:devices)" + (names.isEmpty() ? "" : " AND name IN (:names)");
			Map<String, Object> parameters = Map.of("devices", devices, "names", names);
			this.jdbc
				.sql("SELECT device_id, " + DataStream.COLUMNS + " FROM streams WHERE " + condition
						+ " AND id <= :last ORDER BY id")
				.params(parameters)
				.param("last", lastFitting(condition, parameters))
				.query((row) -> {
					DataStream stream = DataStream.read(row, 0);
					values.computeIfAbsent(row.getLong("device_id"), (device) -> new LinkedHashMap<>())
						.put(stream.name(), stream.value());
				});
		}
		return values;
	}

	// Return the last stream whose value fits into the response. The lengths are read
	// alone
	// because a database may hold a whole result in memory.
	private long lastFitting(String condition, Map<String, Object> parameters) {
		long[] sizeAndLast = new long[2];
		this.jdbc
			.sql("SELECT id, LENGTH(name) + COALESCE(LENGTH(latest_txt), 0) FROM streams WHERE " + condition
					+ " ORDER BY id")
			.params(parameters)
			.query((row) -> {
				sizeAndLast[0] += row.getLong(2);
				if (sizeAndLast[0] <= Responses.MAX_SIZE) {
					sizeAndLast[1] = row.getLong(1);
				}
			});
		return sizeAndLast[1];
	}

	/**
	 * Give a device the same streams as another one, without values.
	 * @param source the row of the device to copy from
	 * @param target the row of the new device
	 * @param now milliseconds since 1970
	 */
	public void copyAll(long source, long target, long now) {
		this.table.copyFrom(this.table, source, target, now);
	}

	void delete(long stream) {
		this.table.delete(stream);
	}

}
