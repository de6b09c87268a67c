package io.m2x.server.streams;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.web.Replies;

/**
 * The stored streams of devices.
 *
 * @since 0.1.0
 */
@Component
public final class StreamStore {

	private static final int DELETED_AT_ONCE = 10_000;

	private final JdbcClient jdbc;

	private final StreamTable table;

	/**
	 * Create the streams of a database.
	 * @param jdbc access to the database
	 */
	public StreamStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
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
	 * Return which streams a device has.
	 * @param device the row of the device
	 * @return the rows of the streams
	 */
	public List<Long> rows(long device) {
		return this.jdbc.sql("SELECT id FROM streams WHERE device_id = :device")
			.param("device", device)
			.query(Long.class)
			.list();
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

	// Return the definitions of the streams.
	StreamTable table() {
		return this.table;
	}

	/**
	 * Return the current values of streams, no more than fit into an answer.
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

	// Return the last stream whose value fits into the answer. The lengths are read alone
	// because a database may hold a whole result in memory.
	private long lastFitting(String condition, Map<String, Object> parameters) {
		long[] sizeAndLast = new long[2];
		this.jdbc
			.sql("SELECT id, CHAR_LENGTH(name) + COALESCE(CHAR_LENGTH(latest_txt), 0) FROM streams WHERE " + condition
					+ " ORDER BY id")
			.params(parameters)
			.query((row) -> {
				sizeAndLast[0] += row.getLong(2);
				if (sizeAndLast[0] <= Replies.MAX_SIZE) {
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

	/**
	 * Delete the oldest values of a stream in a range, as many as a short transaction
	 * can. The device must be locked; the current value is not corrected.
	 * @param stream the row of the stream
	 * @param from the earliest time, milliseconds since 1970
	 * @param end the latest time, milliseconds since 1970
	 * @return whether there are more
	 */
	public boolean deleteOldestValues(long stream, long from, long end) {
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

}
