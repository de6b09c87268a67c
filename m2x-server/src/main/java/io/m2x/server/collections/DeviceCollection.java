package io.m2x.server.collections;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.m2x.server.access.Kind;
import io.m2x.server.keys.PrimaryKeys;

/**
 * A stored collection.
 *
 * @param row the row of the collection
 * @param id the id on the wire
 * @param parent the id of the collection that it is in
 * @param name the name
 * @param description what it is
 * @param deviceCount how many devices are directly in it
 * @param collectionCount how many collections are directly in it
 * @param key its primary key
 * @param createdAt the time of creation, milliseconds since 1970
 * @param updatedAt the time of the last edit, milliseconds since 1970
 */
record DeviceCollection(long row, String id, @Nullable String parent, String name, @Nullable String description,
		long deviceCount, long collectionCount, @Nullable String key, long createdAt, long updatedAt) {

	static final String SELECT = """
			SELECT c.*, (SELECT p.public_id FROM collections p WHERE p.id = c.parent_id) AS parent_public_id,
			(SELECT COUNT(*) FROM collection_devices m WHERE m.collection_id = c.id) AS device_count,
			(SELECT COUNT(*) FROM collections s WHERE s.parent_id = c.id) AS collection_count,\s"""
			+ PrimaryKeys.of(Kind.COLLECTION, "c.id") + " AS collection_key FROM collections c WHERE ";

	/** What every collection needs in an answer, in characters. */
	private static final int BASE_SIZE = 500;

	static DeviceCollection read(ResultSet row, int index) throws SQLException {
		return new DeviceCollection(row.getLong("id"), row.getString("public_id"), row.getString("parent_public_id"),
				row.getString("name"), row.getString("description"), row.getLong("device_count"),
				row.getLong("collection_count"), row.getString("collection_key"), row.getLong("created_at"),
				row.getLong("updated_at"));
	}

	// Return about how many characters it needs in an answer, without tags and metadata.
	int size() {
		return BASE_SIZE + this.name.length() + ((this.description != null) ? this.description.length() : 0);
	}

	@Override
	public String toString() {
		return "DeviceCollection[" + this.id + "]";
	}

}
