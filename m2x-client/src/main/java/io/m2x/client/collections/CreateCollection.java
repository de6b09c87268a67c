package io.m2x.client.collections;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;

/**
 * Request to create a collection.
 *
 * <pre>{@code
 * CreateCollection request = CreateCollection.named("North side").withParent(siteId);
 * }</pre>
 *
 * @param name the name
 * @param description the description, or {@code null}
 * @param parent the id of the parent collection, or {@code null} for the top level
 * @param tags the tags, or {@code null}; no tag may contain a comma
 * @param metadata the metadata, or {@code null}
 * @since 0.1.0
 */
public record CreateCollection(String name, @Nullable String description, @Nullable String parent,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> tags,
		@Nullable Map<String, String> metadata) {

	public CreateCollection {
		Assert.hasText(name, "'name' must not be empty");
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	/**
	 * Create a request for a collection at the top level.
	 * @param name the name
	 * @return the request
	 */
	public static CreateCollection named(String name) {
		return new CreateCollection(name, null, null, null, null);
	}

	/**
	 * Return a copy of this request with a description.
	 * @param description the description
	 * @return the request
	 */
	public CreateCollection withDescription(@Nullable String description) {
		return new CreateCollection(this.name, description, this.parent, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this request with a parent.
	 * @param parent the id of the parent collection
	 * @return the request
	 */
	public CreateCollection withParent(@Nullable String parent) {
		return new CreateCollection(this.name, this.description, parent, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this request with tags.
	 * @param tags the tags, without commas
	 * @return the request
	 */
	public CreateCollection withTags(String... tags) {
		return new CreateCollection(this.name, this.description, this.parent, List.of(tags), this.metadata);
	}

	/**
	 * Return a copy of this request with metadata.
	 * @param metadata the fields
	 * @return the request
	 */
	public CreateCollection withMetadata(@Nullable Map<String, String> metadata) {
		return new CreateCollection(this.name, this.description, this.parent, this.tags, metadata);
	}

}
