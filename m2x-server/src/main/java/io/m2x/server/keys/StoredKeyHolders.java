package io.m2x.server.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import io.m2x.server.accounts.Accounts;
import io.m2x.server.security.Caller;
import io.m2x.server.security.KeyHolder;
import io.m2x.server.security.KeyHolders;
import io.m2x.server.security.Origins;
import io.m2x.server.store.Columns;
import io.m2x.server.store.RowList;
import io.m2x.server.store.Secret;
import io.m2x.server.store.Tokens;

/**
 * Finds the holders of the stored keys.
 */
@Component
final class StoredKeyHolders implements KeyHolders {

	private static final String SELECT = """
			SELECT k.id, k.version, k.account_id, k.device_id, k.stream_id, k.collection_id, k.distribution_id, k.is_primary,
			k.permissions, k.expires_at, k.origin,\s"""
			+ Accounts.isActive("k.account_id") + " AS active FROM api_keys k WHERE k.api_key = :key";

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	StoredKeyHolders(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	@Override
	public Optional<KeyHolder> find(String key) {
		if (!Tokens.isToken(key)) {
			return Optional.empty();
		}
		return this.jdbc.sql(SELECT).param("key", Secret.of(key)).query(StoredKeyHolders::read).optional();
	}

	@Override
	public Map<Long, Long> versions(Set<Long> rows) {
		Map<Long, Long> versions = new HashMap<>();
		RowList.split(rows, 1,
				(part) -> this.batches.query(
						"SELECT k.id, k.version FROM api_keys k WHERE k.id IN " + RowList.of(part.size()) + " AND "
								+ Accounts.isActive("k.account_id"),
						(RowCallbackHandler) (row) -> versions.put(row.getLong(1), row.getLong(2)), part.toArray()));
		return versions;
	}

	private static KeyHolder read(ResultSet row, int index) throws SQLException {
		Caller caller = new Caller(row.getLong("account_id"), Columns.integer(row, "device_id"),
				Columns.integer(row, "stream_id"), Columns.integer(row, "collection_id"),
				Columns.integer(row, "distribution_id"), row.getBoolean("is_primary"));
		return new KeyHolder(row.getLong("id"), row.getLong("version"), caller, row.getBoolean("active"),
				StringUtils.commaDelimitedListToSet(row.getString("permissions")), Columns.integer(row, "expires_at"),
				Origins.of(row.getString("origin")));
	}

}
