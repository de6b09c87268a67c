package io.m2x.server.keys;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.accounts.MasterKeys;
import io.m2x.server.store.Secret;

/**
 * The stored master keys that came with accounts.
 */
@Component
final class StoredMasterKeys implements MasterKeys {

	private static final String IS_DEFAULT = "is_primary = TRUE AND device_id IS NULL AND collection_id IS NULL"
			+ " AND distribution_id IS NULL";

	private final JdbcClient jdbc;

	StoredMasterKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<String> find(long account) {
		return this.jdbc.sql("SELECT api_key FROM api_keys WHERE account_id = :account AND " + IS_DEFAULT)
			.param("account", account)
			.query(String.class)
			.optional();
	}

	@Override
	public boolean isUsed(String key) {
		return this.jdbc.sql("SELECT COUNT(*) FROM api_keys WHERE api_key = :key")
			.param("key", Secret.of(key))
			.query(Long.class)
			.single() > 0;
	}

	@Override
	public void add(long account, String key, long now) {
		this.jdbc.sql("""
				INSERT INTO api_keys (api_key, account_id, name, is_primary, device_access, created_at)
				VALUES (:key, :account, 'Master Key', TRUE, 'private', :now)""")
			.param("key", Secret.of(key))
			.param("account", account)
			.param("now", now)
			.update();
	}

	@Override
	public void replace(long account, String key) {
		this.jdbc
			.sql("UPDATE api_keys SET api_key = :key, version = version + 1 WHERE account_id = :account AND "
					+ IS_DEFAULT)
			.param("key", Secret.of(key))
			.param("account", account)
			.update();
	}

}
