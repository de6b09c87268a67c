package io.m2x.client.collections;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;

/**
 * Selects collections. Properties that are {@code null} do not restrict the selection.
 *
 * <pre>{@code
 * CollectionQuery query = CollectionQuery.topLevel().withTags("site");
 * }</pre>
 *
 * @param parent the id of the parent collection, or empty for the top level
 * @param name a text that the name contains
 * @param tags the tags, all of which a collection must have
 * @since 0.1.0
 */
public record CollectionQuery(@Nullable String parent, @Nullable String name, @Nullable List<String> tags) {

	public CollectionQuery {
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
	}

	/**
	 * Select all collections, including those in other ones.
	 * @return the query
	 */
	public static CollectionQuery all() {
		return new CollectionQuery(null, null, null);
	}

	/**
	 * Select the collections at the top level.
	 * @return the query
	 */
	public static CollectionQuery topLevel() {
		return new CollectionQuery("", null, null);
	}

	/**
	 * Select the direct children of a collection.
	 * @param parent the id of the parent collection
	 * @return the query
	 */
	public static CollectionQuery childrenOf(String parent) {
		Assert.hasText(parent, "'parent' must not be empty");
		return new CollectionQuery(parent, null, null);
	}

	/**
	 * Return a copy of this query for collections with a text in their name.
	 * @param text a text that the name contains
	 * @return the query
	 */
	public CollectionQuery withName(@Nullable String text) {
		return new CollectionQuery(this.parent, text, this.tags);
	}

	/**
	 * Return a copy of this query for collections with tags.
	 * @param tags the tags, all of which a collection must have
	 * @return the query
	 */
	public CollectionQuery withTags(String... tags) {
		return new CollectionQuery(this.parent, this.name, List.of(tags));
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("parent", this.parent).query("name", this.name).query("tags", this.tags);
	}

}
