package io.m2x.server.triggers;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.M2xServer;
import io.m2x.server.TestContext;
import io.m2x.server.security.Tokens;

/**
 * Puts into the database what tests of triggers need from elsewhere.
 */
final class TriggerFixtures {

	private TriggerFixtures() {
	}

	static String distribution(M2xServer server) {
		String id = Tokens.next();
		jdbc(server).sql("""
				INSERT INTO distributions (account_id, public_id, name, visibility, status, created_at, updated_at)
				SELECT account_id, :id, 'Kit', 'private', 'enabled', 0, 0 FROM api_keys WHERE api_key = :key""")
			.param("id", id)
			.param("key", server.masterKey())
			.update();
		return id;
	}

	static void addToDistribution(M2xServer server, String distribution, String device) {
		jdbc(server).sql("""
				UPDATE devices SET distribution_id = (SELECT id FROM distributions WHERE public_id = :distribution)
				WHERE public_id = :device""").param("distribution", distribution).param("device", device).update();
	}

	static String otherAccount(M2xServer server) {
		String key = Tokens.next();
		jdbc(server).sql("INSERT INTO accounts (name, created_at) VALUES (:name, 0)").param("name", key).update();
		jdbc(server).sql("""
				INSERT INTO api_keys (api_key, account_id, name, is_primary, created_at)
				SELECT :key, id, 'Master Key', TRUE, 0 FROM accounts WHERE name = :name""")
			.param("key", key)
			.param("name", key)
			.update();
		return key;
	}

	static JdbcClient jdbc(M2xServer server) {
		return TestContext.bean(server, JdbcClient.class);
	}

}
