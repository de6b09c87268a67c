package io.m2x.server.exports;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.Api;
import io.m2x.server.M2xServer;
import io.m2x.server.TestContext;
import io.m2x.server.security.Tokens;

/**
 * Makes callers of kinds that a new server does not have.
 */
public final class Keys {

	private final M2xServer server;

	private final JdbcClient jdbc;

	public Keys(M2xServer server) {
		this.server = server;
		this.jdbc = TestContext.bean(server, JdbcClient.class);
	}

	/**
	 * Return a caller that may reach one stream.
	 */
	public Api ofStream(String device, String stream) {
		String key = Tokens.next();
		this.jdbc.sql("""
				INSERT INTO api_keys (api_key, account_id, device_id, stream_id, name, is_primary, created_at)
				SELECT CAST(:key AS VARCHAR), d.account_id, d.id, s.id, 'Stream', FALSE, 0
				FROM devices d JOIN streams s ON s.device_id = d.id WHERE d.public_id = :device AND s.name = :stream""")
			.param("key", key)
			.param("device", device.substring("/devices/".length()))
			.param("stream", stream)
			.update();
		return Api.of(this.server).as(key);
	}

	/**
	 * Return a caller with the master key of another account.
	 */
	public Api ofStranger() {
		String key = Tokens.next();
		this.jdbc.sql("INSERT INTO accounts (name, created_at) VALUES (:name, 0)").param("name", key).update();
		this.jdbc.sql("""
				INSERT INTO api_keys (api_key, account_id, name, is_primary, created_at)
				SELECT CAST(:key AS VARCHAR), id, 'Master Key', TRUE, 0 FROM accounts WHERE name = :key""")
			.param("key", key)
			.update();
		return Api.of(this.server).as(key);
	}

}
