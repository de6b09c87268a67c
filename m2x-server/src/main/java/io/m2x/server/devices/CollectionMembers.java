package io.m2x.server.devices;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which devices are in which collections.
 *
 * @since 0.1.0
 */
@Component
public final class CollectionMembers {

	private final JdbcClient jdbc;

	CollectionMembers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Put a device into a collection, unless it is there.
	 * @param collection the row of the collection, locked
	 * @param device the row of the device, locked or new
	 */
	public void add(long collection, long device) {
		boolean member = this.jdbc
			.sql("SELECT device_id FROM collection_devices WHERE collection_id = :collection AND device_id = :device")
			.param("collection", collection)
			.param("device", device)
			.query(Long.class)
			.optional()
			.isPresent();
		if (!member) {
			this.jdbc.sql("INSERT INTO collection_devices (collection_id, device_id) VALUES (:collection, :device)")
				.param("collection", collection)
				.param("device", device)
				.update();
		}
	}

	/**
	 * Take a device out of a collection.
	 * @param collection the row of the collection, locked
	 * @param device the row of the device
	 * @return whether it was there
	 */
	public boolean remove(long collection, long device) {
		return this.jdbc.sql("DELETE FROM collection_devices WHERE collection_id = :collection AND device_id = :device")
			.param("collection", collection)
			.param("device", device)
			.update() > 0;
	}

	// Return the ids of the collections that devices are in, oldest first, by device.
	Map<Long, List<String>> ofDevices(Collection<Long> devices) {
		Map<Long, List<String>> collections = new HashMap<>();
		if (!devices.isEmpty()) {
			this.jdbc
				.sql("""
						SELECT m.device_id, c.public_id FROM collection_devices m JOIN collections c ON c.id = m.collection_id
						WHERE m.device_id IN (:devices) ORDER BY c.id""")
				.param("devices", devices)
				.query((RowCallbackHandler) (row) -> collections
					.computeIfAbsent(row.getLong(1), (device) -> new ArrayList<>())
					.add(row.getString(2)));
		}
		return collections;
	}

}
