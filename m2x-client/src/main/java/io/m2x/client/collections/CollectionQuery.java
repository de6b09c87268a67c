package io.m2x.client.collections;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.M2xRequest;

/**
 * Which collections are wanted; what is {@code null} does not matter.
 *
 * @param parent the id of the collection that they are directly in, or empty for those at
 * the top level
 * @param name what their names contain
 * @param tags the tags that they all have
 * @since 0.1.0
 */
public record CollectionQuery(@Nullable String parent, @Nullable String name, @Nullable List<String> tags) {

	public CollectionQuery {
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
	}

	/**
	 * Ask for all collections, those inside others too.
	 * @return the query
	 */
	public static CollectionQuery all() {
		return new CollectionQuery(null, null, null);
	}

	/**
	 * Ask for the collections that are in no other one.
	 * @return the query
	 */
	public static CollectionQuery topLevel() {
		return new CollectionQuery("", null, null);
	}

	/**
	 * Ask for the collections that are directly in another one.
	 * @param parent the id of the collection above
	 * @return the query
	 */
	public static CollectionQuery childrenOf(String parent) {
		Assert.hasText(parent, "'parent' must not be empty");
		return new CollectionQuery(parent, null, null);
	}

	/**
	 * Return the same query for collections of some name.
	 * @param text what the name contains
	 * @return the query
	 */
	public CollectionQuery withName(@Nullable String text) {
		return new CollectionQuery(this.parent, text, this.tags);
	}

	/**
	 * Return the same query for collections with tags.
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
