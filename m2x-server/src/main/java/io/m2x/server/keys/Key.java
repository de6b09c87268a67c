package io.m2x.server.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.server.access.Kind;
import io.m2x.server.store.Columns;
import io.m2x.server.streams.StreamStore;

/**
 * A stored key with what it is for.
 *
 * @param row the row of the key
 * @param token the key itself
 * @param primary whether it came with what it is for, and can only be regenerated
 * @param owner what it is for, {@code null} for the whole account
 * @param stream the name of the only stream within reach, {@code null} for no such limit
 * @param attributes what its owner chose
 */
record Key(long row, String token, boolean primary, @Nullable KeyOwner owner, @Nullable String stream,
		KeyAttributes attributes) {

	static final String SELECT = "SELECT k.id, k.api_key, k.is_primary, k.name, k.permissions, k.expires_at, k.origin,"
			+ " k.device_access, k.device_id, k.collection_id, k.distribution_id, " + Kind.DEVICE.idOf("k.device_id")
			+ " AS device, " + Kind.COLLECTION.idOf("k.collection_id") + " AS collection, "
			+ Kind.DISTRIBUTION.idOf("k.distribution_id") + " AS distribution, " + StreamStore.nameOf("k.stream_id")
			+ " AS stream FROM api_keys k WHERE ";

	static Key read(ResultSet row, int index) throws SQLException {
		KeyAttributes attributes = new KeyAttributes(row.getString("name"),
				List.of(row.getString("permissions").split(",")), Columns.integer(row, "expires_at"),
				row.getString("origin"), row.getString("device_access"));
		return new Key(row.getLong("id"), row.getString("api_key"), row.getBoolean("is_primary"), owner(row),
				row.getString("stream"), attributes);
	}

	private static @Nullable KeyOwner owner(ResultSet row) throws SQLException {
		for (Kind kind : KeyOwner.KINDS) {
			String id = row.getString(kind.word());
			if (id != null) {
				return new KeyOwner(kind, row.getLong(kind.column()), id);
			}
		}
		return null;
	}

	// Shows no key.
	@Override
	public String toString() {
		return "Key[" + this.attributes.name() + "]";
	}

}
