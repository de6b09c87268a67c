package io.m2x.server.keys;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.store.Secret;
import io.m2x.server.store.Tokens;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Responses;

/**
 * The keys of accounts, as their owners see them.
 */
@Component
final class KeyStore {

	/** The size of a key in a response without its name and its addresses. */
	private static final int FIXED_SIZE = 450;

	private static final String IS_MASTER = "k.device_id IS NULL AND k.collection_id IS NULL AND k.distribution_id IS NULL";

	private static final String ORDER = " ORDER BY k.is_primary DESC, k.id";

	private final JdbcClient jdbc;

	KeyStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	// Return the keys of a resource, or the master keys without one, no more than fit
	// into a response.
	List<Key> list(long account, @Nullable KeyOwner owner) {
		String condition = "k.account_id = :account AND "
				+ ((owner != null) ? "k." + owner.kind().column() + " = :owner" : IS_MASTER);
		return this.jdbc.sql(Key.SELECT + condition + ORDER + " LIMIT :limit")
			.param("account", account)
			.param("owner", (owner != null) ? owner.row() : null)
			.param("limit", countFitting(condition, account, owner))
			.query(Key::read)
			.list();
	}

	// The lengths are read alone because a database may hold a whole result in memory.
	private long countFitting(String condition, long account, @Nullable KeyOwner owner) {
		long[] sizeAndCount = new long[2];
		this.jdbc
			.sql("SELECT LENGTH(k.name) + COALESCE(LENGTH(k.origin), 0) FROM api_keys k WHERE " + condition + ORDER)
			.param("account", account)
			.param("owner", (owner != null) ? owner.row() : null)
			.query((row) -> {
				sizeAndCount[0] += row.getLong(1) + FIXED_SIZE;
				if (sizeAndCount[0] <= Responses.MAX_SIZE) {
					sizeAndCount[1]++;
				}
			});
		return sizeAndCount[1];
	}

	Key require(long account, String token) {
		return find(account, token).orElseThrow(() -> ApiException.notFound("Key"));
	}

	private Optional<Key> find(long account, String token) {
		if (!Tokens.isToken(token)) {
			return Optional.empty();
		}
		return this.jdbc.sql(Key.SELECT + "k.account_id = :account AND k.api_key = :token")
			.param("account", account)
			.param("token", Secret.of(token))
			.query(Key::read)
			.optional();
	}

	// Let no other transaction change the key until this one ends, and nobody go on with
	// what was read before.
	void lock(Key key) {
		this.jdbc.sql("UPDATE api_keys SET version = version + 1 WHERE id = :row").param("row", key.row()).update();
	}

	Key insert(long account, @Nullable KeyOwner owner, @Nullable Long stream, KeyAttributes attributes) {
		String token = Tokens.next();
		String column = (owner != null) ? owner.kind().column() : Kind.DEVICE.column();
		parameters("INSERT INTO api_keys (api_key, account_id, " + column + """
				, stream_id, name, is_primary, permissions, expires_at, origin, device_access, created_at)
				VALUES (:token, :account, :owner, :stream, :name, FALSE, :permissions, :expiresAt, :origin, :access,
				:now)""", stream, attributes).param("token", Secret.of(token))
			.param("account", account)
			.param("owner", (owner != null) ? owner.row() : null)
			.param("now", System.currentTimeMillis())
			.update();
		return require(account, token);
	}

	void update(Key key, @Nullable Long stream, KeyAttributes attributes) {
		parameters("""
				UPDATE api_keys SET stream_id = :stream, name = :name, permissions = :permissions,
				expires_at = :expiresAt, origin = :origin, device_access = :access WHERE id = :row""", stream,
				attributes)
			.param("row", key.row())
			.update();
	}

	private JdbcClient.StatementSpec parameters(String sql, @Nullable Long stream, KeyAttributes attributes) {
		return this.jdbc.sql(sql)
			.param("stream", stream)
			.param("name", attributes.name())
			.param("permissions", String.join(",", attributes.permissions()))
			.param("expiresAt", attributes.expiresAt())
			.param("origin", attributes.origin())
			.param("access", attributes.deviceAccess());
	}

	Key regenerate(long account, Key key) {
		String token = Tokens.next();
		this.jdbc.sql("UPDATE api_keys SET api_key = :token WHERE id = :row")
			.param("token", Secret.of(token))
			.param("row", key.row())
			.update();
		return require(account, token);
	}

	void delete(Key key) {
		this.jdbc.sql("DELETE FROM api_keys WHERE id = :row").param("row", key.row()).update();
	}

}
