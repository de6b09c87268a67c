package io.m2x.server.security;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Secret;
import io.m2x.server.web.ApiException;

/**
 * The stored API keys.
 *
 * @since 0.1.0
 */
@Component
public final class ApiKeys {

	/** What is true for the master key that came with an account. */
	static final String IS_DEFAULT = "k.is_primary = TRUE AND k.device_id IS NULL AND k.collection_id IS NULL"
			+ " AND k.distribution_id IS NULL";

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
	Optional<KeyHolder> find(String key) {
		if (!Tokens.isToken(key)) {
			return Optional.empty();
		}
		return this.jdbc
			.sql("SELECT " + KeyHolder.COLUMNS
					+ " FROM api_keys k JOIN accounts a ON a.id = k.account_id WHERE k.api_key = :key")
			.param("key", Secret.of(key))
			.query(KeyHolder::read)
			.optional();
	}

	/**
	 * Find out who sent a request.
	 * @param request the request
	 * @return the caller, anonymous without a key
	 * @throws ApiException if there is a key that does not allow the request
	 */
	public Caller caller(ServerHttpRequest request) {
		@Nullable String key = request.getHeaders().getFirst(AuthenticationFilter.KEY_HEADER);
		if (key == null) {
			return Caller.ANONYMOUS;
		}
		return find(key).orElseThrow(ApiException::unauthorized)
			.admit(request.getMethod(), request.getRemoteAddress(), System.currentTimeMillis());
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
			.param("key", Secret.of(Tokens.next()))
			.param("account", account)
			.param("row", row)
			.param("name", PRIMARY_NAME)
			.param("now", now)
			.update();
	}

}
