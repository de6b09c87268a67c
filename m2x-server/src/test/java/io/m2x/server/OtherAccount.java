package io.m2x.server;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.security.Tokens;

/**
 * Opens further accounts and keys, for which the wire has no way.
 */
public final class OtherAccount {

	private OtherAccount() {
	}

	/**
	 * Open an account and return a caller with its master key.
	 */
	public static Api on(M2xServer server) {
		String key = Tokens.next();
		JdbcClient jdbc = TestContext.bean(server, JdbcClient.class);
		jdbc.sql("INSERT INTO accounts (name, created_at) VALUES (:name, 0)").param("name", key).update();
		jdbc.sql("""
				INSERT INTO api_keys (api_key, account_id, name, is_primary, created_at)
				SELECT :key, id, 'Master Key', TRUE, 0 FROM accounts WHERE name = :name""")
			.param("key", key)
			.param("name", key)
			.update();
		return Api.of(server).as(key);
	}

	/**
	 * Make a key for a device that is not its primary one and return a caller with it.
	 * @param stream the only stream of the key, {@code null} for the whole device
	 */
	public static Api withDeviceKey(M2xServer server, String device, String stream) {
		String key = Tokens.next();
		TestContext.bean(server, JdbcClient.class)
			.sql("""
					INSERT INTO api_keys (api_key, account_id, device_id, stream_id, name, is_primary, created_at)
					SELECT :key, d.account_id, d.id, (SELECT s.id FROM streams s WHERE s.device_id = d.id AND s.name = :stream),
					'Another', FALSE, 0 FROM devices d WHERE d.public_id = :id""")
			.param("key", key)
			.param("stream", (stream != null) ? stream : "")
			.param("id", device)
			.update();
		return Api.of(server).as(key);
	}

}
