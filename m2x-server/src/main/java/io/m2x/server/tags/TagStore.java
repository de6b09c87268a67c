package io.m2x.server.tags;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;

/**
 * The stored tags.
 *
 * @since 0.1.0
 */
@Component
public final class TagStore {

	/** The number of tags of the greatest length that fit into a response. */
	private static final int MAX_TAGS = Responses.MAX_SIZE / (Fields.MAX_NAME + 20);

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	TagStore(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Return the tags of some resources of one kind.
	 * @param kind what they are
	 * @param owners the rows of the resources
	 * @return the tags in the order in which they were given, by resource; resources
	 * without tags are missing
	 */
	public Map<Long, List<String>> find(Kind kind, Collection<Long> owners) {
		Map<Long, List<String>> tags = new HashMap<>();
		if (!owners.isEmpty()) {
			this.jdbc
				.sql("SELECT " + kind.column() + ", tag FROM " + table(kind) + " WHERE " + kind.column()
						+ " IN (:owners) ORDER BY position")
				.param("owners", owners)
				.query((RowCallbackHandler) (row) -> tags.computeIfAbsent(row.getLong(1), (owner) -> new ArrayList<>())
					.add(row.getString(2)));
		}
		return tags;
	}

	/**
	 * Return the tags of a resource.
	 * @param kind what it is
	 * @param owner the row of the resource
	 * @return the tags in the order in which they were given
	 */
	public List<String> find(Kind kind, long owner) {
		return find(kind, List.of(owner)).getOrDefault(owner, List.of());
	}

	/**
	 * Replace all tags of a resource.
	 * @param kind what it is
	 * @param owner the row of the resource, locked
	 * @param tags the tags, each of them once
	 */
	public void replace(Kind kind, long owner, List<String> tags) {
		this.jdbc.sql("DELETE FROM " + table(kind) + " WHERE " + kind.column() + " = :owner")
			.param("owner", owner)
			.update();
		List<Object[]> rows = new ArrayList<>();
		tags.forEach((tag) -> rows.add(new Object[] { owner, tag, rows.size() }));
		this.batches.batchUpdate(
				"INSERT INTO " + table(kind) + " (" + kind.column() + ", tag, position) VALUES (?, ?, ?)", rows);
	}

	/**
	 * Return how many resources of an account have each tag, for no more tags than fit
	 * into a response.
	 * @param kind what they are
	 * @param account the account
	 * @return the numbers by tag, in the order of the tags
	 */
	public Map<String, Long> counts(Kind kind, long account) {
		Map<String, Long> counts = new LinkedHashMap<>();
		this.jdbc
			.sql("SELECT t.tag, COUNT(*) FROM " + table(kind) + " t JOIN (" + kind.ofAccount(":account")
					+ ") o ON o.id = t." + kind.column() + " GROUP BY t.tag ORDER BY t.tag LIMIT :limit")
			.param("account", account)
			.param("limit", MAX_TAGS)
			.query((RowCallbackHandler) (row) -> counts.put(row.getString(1), row.getLong(2)));
		return counts;
	}

	static String table(Kind kind) {
		return switch (kind) {
			case DEVICE -> "device_tags";
			case COLLECTION -> "collection_tags";
			case DISTRIBUTION -> "distribution_tags";
			default -> throw new IllegalArgumentException("Nothing of the kind " + kind + " has tags");
		};
	}

}
