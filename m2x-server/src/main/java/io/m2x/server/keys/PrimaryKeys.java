package io.m2x.server.keys;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.store.Secret;
import io.m2x.server.store.Tokens;

/**
 * The keys that come with devices, collections and distributions.
 *
 * @since 0.1.0
 */
@Component
public final class PrimaryKeys {

	private static final String NAME = "Primary Key";

	private final JdbcClient jdbc;

	PrimaryKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return the primary key of a resource.
	 * @param kind what it is
	 * @param row its row in SQL
	 * @return the key in SQL
	 */
	public static String of(Kind kind, String row) {
		return "(SELECT k.api_key FROM api_keys k WHERE k." + kind.column() + " = " + row + " AND k.is_primary = TRUE)";
	}

	/**
	 * Create the primary key of a new resource.
	 * @param kind what it is
	 * @param account the account that it belongs to
	 * @param row its row
	 * @param now the time of creation in milliseconds since 1970
	 */
	public void add(Kind kind, long account, long row, long now) {
		this.jdbc
			.sql("INSERT INTO api_keys (api_key, account_id, " + kind.column()
					+ ", name, is_primary, created_at) VALUES (:key, :account, :row, :name, TRUE, :now)")
			.param("key", Secret.of(Tokens.next()))
			.param("account", account)
			.param("row", row)
			.param("name", NAME)
			.param("now", now)
			.update();
	}

}
