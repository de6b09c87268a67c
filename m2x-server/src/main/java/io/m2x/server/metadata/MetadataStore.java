package io.m2x.server.metadata;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.store.CaseFolding;
import io.m2x.server.web.Validation;

/**
 * The stored metadata.
 *
 * @since 0.1.0
 */
@Component
public final class MetadataStore {

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	MetadataStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Return the metadata of some resources of one kind.
	 * @param kind what they are
	 * @param owners the rows of the resources
	 * @return the values by name, by resource; resources without metadata are missing
	 */
	public Map<Long, Map<String, String>> find(Kind kind, Collection<Long> owners) {
		Map<Long, Map<String, String>> found = new HashMap<>();
		if (!owners.isEmpty()) {
			this.jdbc
				.sql("SELECT " + kind.column() + ", name, content FROM " + table(kind) + " WHERE " + kind.column()
						+ " IN (:owners) ORDER BY name")
				.param("owners", owners)
				.query((RowCallbackHandler) (row) -> found
					.computeIfAbsent(row.getLong(1), (owner) -> new LinkedHashMap<>())
					.put(row.getString(2), row.getString(3)));
		}
		return found;
	}

	/**
	 * Return the metadata of a resource.
	 * @param kind what it is
	 * @param owner the row of the resource
	 * @return the values by name
	 */
	public Map<String, String> find(Kind kind, long owner) {
		return find(kind, List.of(owner)).getOrDefault(owner, Map.of());
	}

	/**
	 * Return how many characters the metadata of some resources would add to a response.
	 * @param kind what they are
	 * @param owners the rows of the resources
	 * @return the number of characters by resource; resources without metadata are
	 * missing
	 */
	public Map<Long, Long> sizes(Kind kind, Collection<Long> owners) {
		Map<Long, Long> sizes = new HashMap<>();
		if (!owners.isEmpty()) {
			this.jdbc
				.sql("SELECT " + kind.column() + ", SUM(LENGTH(name) + LENGTH(content)) FROM " + table(kind) + " WHERE "
						+ kind.column() + " IN (:owners) GROUP BY " + kind.column())
				.param("owners", owners)
				.query((RowCallbackHandler) (row) -> sizes.put(row.getLong(1), row.getLong(2)));
		}
		return sizes;
	}

	private long countOthers(Kind kind, long owner, String name) {
		return this.jdbc
			.sql("SELECT COUNT(*) FROM " + table(kind) + " WHERE " + kind.column() + " = :owner AND name <> :name")
			.param("owner", owner)
			.param("name", name)
			.query(Long.class)
			.single();
	}

	Optional<String> find(Kind kind, long owner, String name) {
		return this.jdbc.sql("SELECT content FROM " + table(kind) + " WHERE " + isField(kind))
			.param("owner", owner)
			.param("name", name)
			.query(String.class)
			.optional();
	}

	/**
	 * Replace all metadata of a resource.
	 * @param kind what it is
	 * @param owner the row of the resource, locked
	 * @param values the values by name
	 */
	public void replace(Kind kind, long owner, Map<String, String> values) {
		this.jdbc.sql("DELETE FROM " + table(kind) + " WHERE " + kind.column() + " = :owner")
			.param("owner", owner)
			.update();
		insert(kind, owner, values);
	}

	// Set a field of a locked resource, unless it has too many others already.
	void put(Kind kind, long owner, String name, String value) {
		if (countOthers(kind, owner, name) >= MetadataFields.MAX_FIELDS) {
			throw Validation.failure(name, Validation.TOO_LONG);
		}
		this.jdbc.sql("DELETE FROM " + table(kind) + " WHERE " + isField(kind))
			.param("owner", owner)
			.param("name", name)
			.update();
		insert(kind, owner, Map.of(name, value));
	}

	private void insert(Kind kind, long owner, Map<String, String> values) {
		this.batches.batchUpdate(
				"INSERT INTO " + table(kind) + " (" + kind.column()
						+ ", name, content, content_folded) VALUES (?, ?, ?, ?)",
				values.entrySet(), values.size(), (statement, field) -> {
					statement.setLong(1, owner);
					statement.setString(2, field.getKey());
					statement.setString(3, field.getValue());
					statement.setString(4, CaseFolding.stored(field.getValue()));
				});
	}

	static String table(Kind kind) {
		return switch (kind) {
			case DEVICE -> "device_metadata";
			case COLLECTION -> "collection_metadata";
			case DISTRIBUTION -> "distribution_metadata";
			default -> throw new IllegalArgumentException("Nothing of the kind " + kind + " has metadata");
		};
	}

	private static String isField(Kind kind) {
		return kind.column() + " = :owner AND name = :name";
	}

}
