package io.m2x.server.security;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stored API keys.
 *
 * @since 0.1.0
 */
public final class ApiKeys {

	private static final String PRIMARY_NAME = "Primary Key";

	private final JdbcClient jdbc;

	/**
	 * Create the keys of a database.
	 * @param jdbc access to the database
	 */
	public ApiKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Find out who holds a key.
	 * @param key the key as it was sent
	 * @return the holder, empty if there is no such key
	 */
	Optional<Caller> find(String key) {
		if (!Tokens.isToken(key)) {
			return Optional.empty();
		}
		// The key of a collection or distribution counts as that of a device that nobody
		// has.
		return this.jdbc.sql("""
				SELECT account_id, COALESCE(device_id, -collection_id, -distribution_id), stream_id FROM api_keys
				WHERE api_key = :key""")
			.param("key", key)
			.query((row, index) -> new Caller(row.getLong(1), row.getObject(2, Long.class),
					row.getObject(3, Long.class)))
			.optional();
	}

	/**
	 * Make the primary key of something new.
	 * @param kind what it is
	 * @param account the account that it belongs to
	 * @param row its row
	 * @param now the time of creation in milliseconds since 1970
	 */
	public void addPrimary(AccountResources.Kind kind, long account, long row, long now) {
		this.jdbc
			.sql("INSERT INTO api_keys (api_key, account_id, " + kind.column()
					+ ", name, is_primary, created_at) VALUES (:key, :account, :row, :name, TRUE, :now)")
			.param("key", Tokens.next())
			.param("account", account)
			.param("row", row)
			.param("name", PRIMARY_NAME)
			.param("now", now)
			.update();
	}

}
