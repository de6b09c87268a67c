package io.m2x.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.Assert;

import io.m2x.server.security.Caller;
import io.m2x.server.store.Database;
import io.m2x.server.store.StorableText;
import io.m2x.server.store.Tokens;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Fields;

/**
 * The accounts of a server and their master keys.
 *
 * @since 0.1.0
 */
public final class Accounts {

	/** The name of the account that every server has. */
	public static final String DEFAULT = "default";

	private static final Log logger = LogFactory.getLog(Accounts.class);

	private static final String NAME_RULE = "The name of an account must have 1 to 250 characters, none of which is"
			+ " U+0000";

	private final JdbcClient jdbc;

	private final String locking;

	private final MasterKeys keys;

	private final Transactions transactions;

	private final List<String> namesWithNewKey = new ArrayList<>();

	/**
	 * Find or create accounts.
	 * @param jdbc access to the database
	 * @param database the database
	 * @param keys the stored master keys
	 * @param transactions the transactions of the database
	 * @param given what was chosen about accounts, by name
	 * @throws IllegalStateException if a name is none, or a given key is no key or serves
	 * another purpose
	 */
	public Accounts(JdbcClient jdbc, Database database, MasterKeys keys, Transactions transactions,
			Map<String, AccountSettings> given) {
		this.jdbc = jdbc;
		this.locking = database.forUpdate();
		this.keys = keys;
		this.transactions = transactions;
		given.forEach((name, settings) -> check(name, settings.masterKey()));
		transactions.write(() -> {
			this.namesWithNewKey.clear();
			given.forEach(this::prepare);
		});
	}

	/**
	 * Return the master key that came with an account.
	 * @param name the name of the account
	 * @return 32 hex digits, to be kept secret
	 * @throws IllegalArgumentException if there is no such account
	 */
	public String masterKey(String name) {
		return row(name).flatMap(this.keys::find).orElseThrow(() -> unknown(name));
	}

	/**
	 * Return whether the keys of an account work.
	 * @param column the column in SQL that refers to the account
	 * @return the condition in SQL
	 */
	public static String isActive(String column) {
		return "(SELECT o.active FROM accounts o WHERE o.id = " + column + ")";
	}

	/**
	 * Let no other transaction that asks for the same change anything until this one
	 * ends.
	 * @param account the account
	 */
	public void lock(long account) {
		this.jdbc.sql("SELECT id FROM accounts WHERE id = :account" + this.locking)
			.param("account", account)
			.query(Long.class)
			.single();
	}

	/**
	 * Refuse everyone but the holder of a master key of the default account, which is
	 * whoever runs the server.
	 * @param caller the caller
	 * @throws ApiException if the caller is somebody else
	 */
	public void requireOperator(Caller caller) {
		long account = caller.requireMaster();
		boolean operator = row(DEFAULT).orElseThrow() == account;
		if (!operator) {
			throw ApiException.forbidden();
		}
	}

	/**
	 * Return the accounts whose master key was made up at this start.
	 * @return the names of the accounts whose key nobody knows yet
	 */
	public List<String> namesWithNewKey() {
		return List.copyOf(this.namesWithNewKey);
	}

	/**
	 * Create an account with a generated master key.
	 * @param name the name, which no other account has
	 * @return the master key
	 */
	public String create(String name) {
		Assert.isTrue(isName(name), NAME_RULE);
		return this.transactions.write(() -> {
			Assert.isTrue(find(name).isEmpty(), () -> "There is an account '" + name + "' already");
			return create(name, Tokens.next(), null);
		});
	}

	/**
	 * Let the keys of an account work, or no longer.
	 * @param name the name of the account
	 * @param active whether its keys work
	 * @throws IllegalArgumentException if there is no such account
	 */
	public void setActive(String name, boolean active) {
		boolean found = this.transactions
			.write(() -> this.jdbc.sql("UPDATE accounts SET active = :active WHERE name = :name")
				.param("active", active)
				.param("name", name)
				.update()) > 0;
		if (!found) {
			throw unknown(name);
		}
	}

	private static IllegalArgumentException unknown(String name) {
		return new IllegalArgumentException("There is no account '" + name + "'");
	}

	private static void check(String name, @Nullable String key) {
		if (!isName(name)) {
			throw new IllegalStateException(NAME_RULE);
		}
		if (key != null && !Tokens.isToken(key)) {
			throw new IllegalStateException("The master key" + of(name)
					+ " must consist of 32 lowercase hex digits (0-9, a-f); correct it, or leave it out to have one"
					+ " generated");
		}
	}

	private static boolean isName(String name) {
		return !name.isBlank() && name.length() <= Fields.MAX_NAME && StorableText.matches(name);
	}

	private static String of(String name) {
		return DEFAULT.equals(name) ? "" : " of account '" + name + "'";
	}

	private void prepare(String name, AccountSettings settings) {
		@Nullable String key = settings.masterKey();
		@Nullable String digest = (key != null) ? digest(key) : null;
		Optional<Stored> stored = find(name);
		if (stored.isEmpty()) {
			if (key == null) {
				this.namesWithNewKey.add(name);
			}
			create(name, (key != null) ? key : Tokens.next(), digest);
		}
		else if (key != null) {
			use(name, stored.get(), key);
		}
		if (settings.active() != null) {
			this.jdbc.sql("UPDATE accounts SET active = :active WHERE name = :name")
				.param("active", settings.active())
				.param("name", name)
				.update();
		}
	}

	private Optional<Long> row(String name) {
		return this.jdbc.sql("SELECT id FROM accounts WHERE name = :name")
			.param("name", name)
			.query(Long.class)
			.optional();
	}

	private Optional<Stored> find(String name) {
		return this.jdbc.sql("SELECT id, given_key_digest FROM accounts WHERE name = :name" + this.locking)
			.param("name", name)
			.query((row, index) -> new Stored(row.getLong(1), row.getString(2)))
			.optional();
	}

	private String create(String name, String key, @Nullable String digest) {
		requireUnused(name, key);
		long now = System.currentTimeMillis();
		long account = this.jdbc
			.sql("INSERT INTO accounts (name, given_key_digest, created_at) VALUES (:name, :digest, :now)"
					+ " RETURNING id")
			.param("name", name)
			.param("digest", digest)
			.param("now", now)
			.query(Long.class)
			.single();
		this.keys.add(account, key, now);
		return key;
	}

	// A key that was regenerated stays dead, although the settings still name it.
	private void use(String name, Stored account, String key) {
		boolean current = this.keys.find(account.row()).filter(key::equals).isPresent();
		String digest = digest(key);
		if (!current && digest.equals(account.digest())) {
			logger
				.warn("The master key" + of(name) + " was regenerated after the settings gave it: the given key is not"
						+ " valid any more; take it out of the settings");
			return;
		}
		if (!current) {
			requireUnused(name, key);
			this.keys.replace(account.row(), key);
			logger.warn("The master key" + of(name) + " was replaced by the given one; the old one is no longer valid");
		}
		this.jdbc.sql("UPDATE accounts SET given_key_digest = :digest WHERE id = :account")
			.param("digest", digest)
			.param("account", account.row())
			.update();
	}

	private void requireUnused(String name, String key) {
		if (this.keys.isUsed(key)) {
			throw new IllegalStateException(
					"The given master key" + of(name) + " is already in use as another key; choose another one");
		}
	}

	private static String digest(String key) {
		try {
			MessageDigest sha = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * What is stored about an account.
	 *
	 * @param row the row of the account
	 * @param digest the digest of the key that the settings gave last, or {@code null}
	 */
	private record Stored(long row, @Nullable String digest) {

	}

}
