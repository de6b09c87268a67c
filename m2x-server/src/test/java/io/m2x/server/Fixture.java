package io.m2x.server;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts devices into collections and distributions behind the wire, for tests of what keys
 * reach.
 */
public final class Fixture {

	private final JdbcClient jdbc;

	public Fixture(M2xServer server) {
		this.jdbc = TestContext.bean(server, JdbcClient.class);
	}

	/**
	 * Create a collection, below another one unless that is null, and return its id.
	 */
	public String collection(String parent) {
		String id = id();
		this.jdbc.sql("""
				INSERT INTO collections (account_id, parent_id, public_id, name, created_at, updated_at)
				SELECT a.id, p.id, CAST(:id AS VARCHAR), 'C', 0, 0
				FROM accounts a LEFT JOIN collections p ON p.public_id = :parent WHERE a.name = 'default'""")
			.param("id", id)
			.param("parent", parent)
			.update();
		this.jdbc.sql("""
				INSERT INTO collection_paths (ancestor_id, collection_id)
				SELECT id, id FROM collections WHERE public_id = :id UNION ALL
				SELECT u.ancestor_id, c.id FROM collections c JOIN collection_paths u ON u.collection_id = c.parent_id
				WHERE c.public_id = :id""").param("id", id).update();
		return id;
	}

	public void addToCollection(String collection, String device) {
		this.jdbc.sql("""
				INSERT INTO collection_devices (collection_id, device_id)
				SELECT c.id, d.id FROM collections c, devices d
				WHERE c.public_id = :collection AND d.public_id = :device""")
			.param("collection", collection)
			.param("device", device)
			.update();
	}

	/**
	 * Create a distribution and return its id.
	 */
	public String distribution() {
		String id = id();
		this.jdbc.sql("""
				INSERT INTO distributions (account_id, public_id, name, visibility, status, created_at, updated_at)
				SELECT id, CAST(:id AS VARCHAR), 'D', 'private', 'enabled', 0, 0 FROM accounts
				WHERE name = 'default'""").param("id", id).update();
		return id;
	}

	public void addToDistribution(String distribution, String device) {
		this.jdbc.sql("""
				UPDATE devices SET distribution_id = (SELECT id FROM distributions WHERE public_id = :distribution)
				WHERE public_id = :device""").param("distribution", distribution).param("device", device).update();
	}

	/**
	 * Make the key that comes with a collection or a distribution, and return it.
	 */
	public String primaryKey(String table, String column, String id) {
		String key = id();
		this.jdbc
			.sql("INSERT INTO api_keys (api_key, account_id, " + column + ", name, is_primary, created_at) "
					+ "SELECT CAST(:key AS VARCHAR), account_id, id, 'Primary Key', TRUE, 0 FROM " + table
					+ " WHERE public_id = :id")
			.param("key", key)
			.param("id", id)
			.update();
		return key;
	}

	private static String id() {
		return UUID.randomUUID().toString().replace("-", "");
	}

}
