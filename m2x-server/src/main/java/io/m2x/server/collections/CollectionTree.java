package io.m2x.server.collections;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores the ancestors of every collection, so that one query finds a subtree. Callers
 * hold the lock of the account: two concurrent moves could form a cycle.
 */
@Component
final class CollectionTree {

	private final JdbcClient jdbc;

	CollectionTree(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	// Note a new collection, which has nothing below it.
	void add(long collection, @Nullable Long parent) {
		this.jdbc.sql("""
				INSERT INTO collection_paths (ancestor_id, collection_id)
				VALUES (:collection, :collection)""").param("collection", collection).update();
		connect(collection, parent);
	}

	// Return whether a collection is the other one or anywhere above it.
	boolean contains(long ancestor, long collection) {
		return this.jdbc.sql("""
				SELECT collection_id FROM collection_paths
				WHERE ancestor_id = :ancestor AND collection_id = :collection""")
			.param("ancestor", ancestor)
			.param("collection", collection)
			.query(Long.class)
			.optional()
			.isPresent();
	}

	// Move a collection with all below it.
	void move(long collection, @Nullable Long parent) {
		this.jdbc
			.sql("""
					DELETE FROM collection_paths
					WHERE collection_id IN (SELECT b.collection_id FROM collection_paths b WHERE b.ancestor_id = :collection)
					AND ancestor_id IN (SELECT a.ancestor_id FROM collection_paths a
					WHERE a.collection_id = :collection AND a.ancestor_id <> :collection)""")
			.param("collection", collection)
			.update();
		connect(collection, parent);
	}

	// Make the children of a collection top-level collections.
	void release(long collection) {
		this.jdbc
			.sql("""
					DELETE FROM collection_paths
					WHERE collection_id IN (SELECT b.collection_id FROM collection_paths b
					WHERE b.ancestor_id = :collection AND b.collection_id <> :collection)
					AND ancestor_id IN (SELECT a.ancestor_id FROM collection_paths a WHERE a.collection_id = :collection)""")
			.param("collection", collection)
			.update();
		this.jdbc.sql("UPDATE collections SET parent_id = NULL WHERE parent_id = :collection")
			.param("collection", collection)
			.update();
	}

	private void connect(long collection, @Nullable Long parent) {
		if (parent != null) {
			this.jdbc.sql("""
					INSERT INTO collection_paths (ancestor_id, collection_id)
					SELECT a.ancestor_id, b.collection_id FROM collection_paths a CROSS JOIN collection_paths b
					WHERE a.collection_id = :parent AND b.ancestor_id = :collection""")
				.param("parent", parent)
				.param("collection", collection)
				.update();
		}
	}

}
