package io.m2x.server.security;

import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.store.Transactions;

/**
 * The account that a server starts with, and its master key.
 *
 * @since 0.1.0
 */
public final class MasterAccount {

	private static final Log logger = LogFactory.getLog(MasterAccount.class);

	private static final String ACCOUNT_NAME = "default";

	private final JdbcClient jdbc;

	private final String masterKey;

	private boolean keyGenerated;

	/**
	 * Find or create the account.
	 * @param jdbc access to the database
	 * @param transactions the transactions of the database
	 * @param givenKey the master key to use from now on, or {@code null} to keep the
	 * stored one or, in a new database, to generate one
	 * @throws IllegalStateException if the given key is no key or serves another purpose
	 */
	public MasterAccount(JdbcClient jdbc, Transactions transactions, @Nullable String givenKey) {
		if (givenKey != null && !Tokens.isToken(givenKey)) {
			throw new IllegalStateException("The master key must consist of 32 lowercase hex digits (0-9, a-f);"
					+ " correct it, or leave it out to have one generated");
		}
		this.jdbc = jdbc;
		this.masterKey = transactions.write(() -> prepare(givenKey));
	}

	/**
	 * Return the master key of the account.
	 * @return 32 hex digits, to be kept secret
	 */
	public String masterKey() {
		return this.masterKey;
	}

	/**
	 * Return whether the master key was made up at this start.
	 * @return whether nobody knows the key yet
	 */
	public boolean isKeyGenerated() {
		return this.keyGenerated;
	}

	private String prepare(@Nullable String givenKey) {
		this.keyGenerated = false;
		Optional<Long> account = this.jdbc.sql("SELECT id FROM accounts WHERE name = :name FOR UPDATE")
			.param("name", ACCOUNT_NAME)
			.query(Long.class)
			.optional();
		if (account.isEmpty()) {
			this.keyGenerated = givenKey == null;
			return create((givenKey != null) ? givenKey : Tokens.next());
		}
		String stored = this.jdbc
			.sql("SELECT api_key FROM api_keys WHERE account_id = :account AND is_primary = TRUE"
					+ " AND COALESCE(device_id, collection_id, distribution_id) IS NULL")
			.param("account", account.get())
			.query(String.class)
			.single();
		if (givenKey == null || givenKey.equals(stored)) {
			return stored;
		}
		replace(stored, givenKey);
		return givenKey;
	}

	private String create(String key) {
		long now = System.currentTimeMillis();
		this.jdbc.sql("INSERT INTO accounts (name, created_at) VALUES (:name, :now)")
			.param("name", ACCOUNT_NAME)
			.param("now", now)
			.update();
		this.jdbc.sql("""
				INSERT INTO api_keys (api_key, account_id, name, is_primary, created_at)
				SELECT CAST(:key AS VARCHAR), id, 'Master Key', TRUE, created_at FROM accounts WHERE name = :name""")
			.param("key", key)
			.param("name", ACCOUNT_NAME)
			.update();
		return key;
	}

	private void replace(String stored, String key) {
		if (this.jdbc.sql("SELECT COUNT(*) FROM api_keys WHERE api_key = :key")
			.param("key", key)
			.query(Long.class)
			.single() > 0) {
			throw new IllegalStateException(
					"The given master key is already in use as another key; choose another one");
		}
		this.jdbc.sql("UPDATE api_keys SET api_key = :key WHERE api_key = :stored")
			.param("key", key)
			.param("stored", stored)
			.update();
		logger.warn("The master key was replaced by the given one; the old one is no longer valid");
	}

}
