package io.m2x.server.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import io.m2x.server.accounts.Accounts;
import io.m2x.server.security.Caller;
import io.m2x.server.security.KeyHolder;
import io.m2x.server.security.KeyHolders;
import io.m2x.server.security.Origins;
import io.m2x.server.store.Secret;
import io.m2x.server.store.Tokens;

/**
 * Finds the holders of the stored keys.
 */
@Component
final class StoredKeyHolders implements KeyHolders {

	private static final String SELECT = """
			SELECT k.account_id, k.device_id, k.stream_id, k.collection_id, k.distribution_id, k.is_primary,
			k.permissions, k.expires_at, k.origin,\s""" + Accounts.isActive("k.account_id")
			+ " AS active FROM api_keys k WHERE k.api_key = :key";

	private final JdbcClient jdbc;

	StoredKeyHolders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<KeyHolder> find(String key) {
		if (!Tokens.isToken(key)) {
			return Optional.empty();
		}
		return this.jdbc.sql(SELECT).param("key", Secret.of(key)).query(StoredKeyHolders::read).optional();
	}

	private static KeyHolder read(ResultSet row, int index) throws SQLException {
		Caller caller = new Caller(row.getLong("account_id"), row.getObject("device_id", Long.class),
				row.getObject("stream_id", Long.class), row.getObject("collection_id", Long.class),
				row.getObject("distribution_id", Long.class), row.getBoolean("is_primary"));
		return new KeyHolder(caller, row.getBoolean("active"),
				StringUtils.commaDelimitedListToSet(row.getString("permissions")),
				row.getObject("expires_at", Long.class), Origins.of(row.getString("origin")));
	}

}
