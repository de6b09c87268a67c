package io.m2x.server.metadata;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stored metadata of devices.
 *
 * @since 0.1.0
 */
public final class MetadataStore {

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	/**
	 * Create the metadata of a database.
	 * @param jdbc access to the database
	 * @param batches access to the database for batches
	 */
	public MetadataStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Return the metadata of some devices.
	 * @param devices the rows of the devices
	 * @return the values by name, by device; devices without metadata are missing
	 */
	public Map<Long, Map<String, String>> find(Collection<Long> devices) {
		Map<Long, Map<String, String>> found = new HashMap<>();
		if (!devices.isEmpty()) {
			this.jdbc
				.sql("SELECT device_id, name, content FROM device_metadata WHERE device_id IN (:devices) ORDER BY name")
				.param("devices", devices)
				.query((RowCallbackHandler) (row) -> found
					.computeIfAbsent(row.getLong(1), (device) -> new LinkedHashMap<>())
					.put(row.getString(2), row.getString(3)));
		}
		return found;
	}

	Optional<String> find(long device, String name) {
		return this.jdbc.sql("SELECT content FROM device_metadata WHERE device_id = :device AND name = :name")
			.param("device", device)
			.param("name", name)
			.query(String.class)
			.optional();
	}

	/**
	 * Replace all metadata of a device.
	 * @param device the row of the device, locked
	 * @param values the values by name
	 */
	public void replace(long device, Map<String, String> values) {
		this.jdbc.sql("DELETE FROM device_metadata WHERE device_id = :device").param("device", device).update();
		insert(device, values);
	}

	void put(long device, String name, String value) {
		this.jdbc.sql("DELETE FROM device_metadata WHERE device_id = :device AND name = :name")
			.param("device", device)
			.param("name", name)
			.update();
		insert(device, Map.of(name, value));
	}

	private void insert(long device, Map<String, String> values) {
		List<Object[]> rows = values.entrySet()
			.stream()
			.map((entry) -> new Object[] { device, entry.getKey(), entry.getValue() })
			.toList();
		this.batches.batchUpdate("INSERT INTO device_metadata (device_id, name, content) VALUES (?, ?, ?)", rows);
	}

}
