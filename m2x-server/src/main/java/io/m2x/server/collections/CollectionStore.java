package io.m2x.server.collections;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.CaseFolding;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.store.Tokens;
import io.m2x.server.web.ApiException;

/**
 * The stored collections.
 */
@Component
final class CollectionStore {

	private final JdbcClient jdbc;

	CollectionStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	DeviceCollection require(long collection) {
		return this.jdbc.sql(DeviceCollection.SELECT + "c.id = :collection")
			.param("collection", collection)
			.query(DeviceCollection::read)
			.optional()
			.orElseThrow(() -> ApiException.notFound("Collection"));
	}

	// Return the oldest collections that are younger than another one.
	List<DeviceCollection> listAfter(long last, int count, SqlConditions conditions) {
		return this.jdbc
			.sql(DeviceCollection.SELECT + conditions.sql() + " AND c.id > :last ORDER BY c.id LIMIT :count")
			.params(conditions.parameters())
			.param("last", last)
			.param("count", count)
			.query(DeviceCollection::read)
			.list();
	}

	long insert(long account, @Nullable Long parent, CollectionAttributes attributes, long now) {
		return this.jdbc.sql("""
				INSERT INTO collections (account_id, parent_id, public_id, name, name_folded, description, created_at,
				updated_at) VALUES (:account, :parent, :id, :name, :folded, :description, :now, :now) RETURNING id""")
			.param("account", account)
			.param("parent", parent)
			.param("id", Tokens.next())
			.param("name", attributes.name())
			.param("folded", CaseFolding.stored(attributes.name()))
			.param("description", attributes.description())
			.param("now", now)
			.query(Long.class)
			.single();
	}

	void update(long collection, CollectionAttributes attributes, long now) {
		this.jdbc.sql("""
				UPDATE collections SET name = :name, name_folded = :folded, description = :description,
				updated_at = :now WHERE id = :row""")
			.param("name", attributes.name())
			.param("folded", CaseFolding.stored(attributes.name()))
			.param("description", attributes.description())
			.param("now", now)
			.param("row", collection)
			.update();
	}

	void setParent(long collection, @Nullable Long parent) {
		this.jdbc.sql("UPDATE collections SET parent_id = :parent WHERE id = :row")
			.param("parent", parent)
			.param("row", collection)
			.update();
	}

	void delete(long collection) {
		this.jdbc.sql("DELETE FROM collections WHERE id = :row").param("row", collection).update();
	}

}
