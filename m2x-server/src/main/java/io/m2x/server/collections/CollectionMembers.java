package io.m2x.server.collections;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.KnownCollections;
import io.m2x.server.access.Membership;
import io.m2x.server.store.RowList;

/**
 * Which devices are in which collections.
 *
 * @since 0.1.0
 */
@Component
public final class CollectionMembers implements KnownCollections {

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	CollectionMembers(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Return whether a device is directly in a collection.
	 * @param collection the row of the collection in SQL
	 * @param device the row of the device in SQL
	 * @return the condition in SQL
	 */
	public static String contains(String collection, String device) {
		return device + " IN (SELECT m.device_id FROM collection_devices m WHERE m.collection_id = " + collection + ")";
	}

	/**
	 * Return whether a device is in a collection or in one below it.
	 * @param collection the row of the collection in SQL
	 * @param device the row of the device in SQL
	 * @return the condition in SQL
	 */
	public static String containsBelow(String collection, String device) {
		return device + " IN (" + devicesBelow(collection) + ")";
	}

	/**
	 * Return the devices that are in some collections or in those below them.
	 * @param collections the rows of the collections in SQL
	 * @return a select of rows
	 */
	public static String devicesBelow(String collections) {
		return "SELECT m.device_id FROM collection_paths p JOIN collection_devices m ON m.collection_id = p.collection_id"
				+ " WHERE p.ancestor_id IN (" + collections + ")";
	}

	@Override
	public Set<Membership> containing(Set<Membership> asked) {
		Set<Membership> found = new HashSet<>();
		RowList.split(asked, 2, (part) -> this.batches.query("""
				WITH t (collection_id, device_id) AS (VALUES %s)
				SELECT t.collection_id, t.device_id FROM t
				JOIN collection_devices m ON m.device_id = t.device_id
				JOIN collection_paths p ON p.collection_id = m.collection_id AND p.ancestor_id = t.collection_id"""
			.formatted(RowList.of(part.size(), List.of("BIGINT", "BIGINT"))), (statement) -> {
				int index = 0;
				for (Membership membership : part) {
					statement.setLong(++index, membership.collection());
					statement.setLong(++index, membership.device());
				}
			}, (RowCallbackHandler) (row) -> found.add(new Membership(row.getLong(1), row.getLong(2)))));
		return found;
	}

	@Override
	public boolean contains(long collection, long device) {
		return this.jdbc.sql("""
				SELECT COUNT(*) FROM collection_devices d JOIN collection_paths p ON p.collection_id = d.collection_id
				WHERE d.device_id = :device AND p.ancestor_id = :collection""")
			.param("device", device)
			.param("collection", collection)
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Put a device into a collection, unless it is there.
	 * @param collection the row of the collection, locked
	 * @param device the row of the device, locked or new
	 */
	public void add(long collection, long device) {
		this.jdbc
			.sql("INSERT INTO collection_devices (collection_id, device_id) VALUES (:collection, :device)"
					+ " ON CONFLICT (collection_id, device_id) DO NOTHING")
			.param("collection", collection)
			.param("device", device)
			.update();
	}

	// Take a device out of a locked collection and return whether it was there.
	boolean remove(long collection, long device) {
		return this.jdbc.sql("DELETE FROM collection_devices WHERE collection_id = :collection AND device_id = :device")
			.param("collection", collection)
			.param("device", device)
			.update() > 0;
	}

	/**
	 * Return which collections devices are in.
	 * @param devices the rows of the devices
	 * @return the ids of the collections on the wire, oldest first, by device
	 */
	public Map<Long, List<String>> ofDevices(Collection<Long> devices) {
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
