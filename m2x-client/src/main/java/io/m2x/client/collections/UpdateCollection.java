package io.m2x.client.collections;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;

/**
 * Request to update a collection. M2X always requires the name. Other attributes that are
 * {@code null} stay unchanged.
 *
 * <pre>{@code
 * UpdateCollection update = UpdateCollection.of("North side").movedTo(siteId);
 * }</pre>
 *
 * @param name the name
 * @param description the description, or {@code null}
 * @param parent the id of the new parent collection, empty for the top level, or
 * {@code null}
 * @param tags the tags, replacing the current ones, or {@code null}
 * @param metadata the metadata, replacing the current one, or {@code null}
 * @since 0.1.0
 */
public record UpdateCollection(String name, @Nullable String description, @Nullable String parent,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> tags,
		@Nullable Map<String, String> metadata) {

	public UpdateCollection {
		Assert.hasText(name, "'name' must not be empty");
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	/**
	 * Create an update with the attributes that M2X always requires.
	 * @param name the name
	 * @return the update
	 */
	public static UpdateCollection of(String name) {
		return new UpdateCollection(name, null, null, null, null);
	}

	/**
	 * Create an update that changes nothing of a collection yet. Add changes with the
	 * other methods.
	 * @param collection the collection as it was read
	 * @return the update
	 */
	public static UpdateCollection of(DeviceCollection collection) {
		return of(collection.name());
	}

	/**
	 * Return a copy of this update with a name.
	 * @param name the name
	 * @return the update
	 */
	public UpdateCollection withName(String name) {
		return new UpdateCollection(name, this.description, this.parent, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update with a description.
	 * @param description the description
	 * @return the update
	 */
	public UpdateCollection withDescription(@Nullable String description) {
		return new UpdateCollection(this.name, description, this.parent, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update that moves the collection into another one.
	 * @param parent the id of the parent collection, which must not be the moved one or
	 * one below it
	 * @return the update
	 */
	public UpdateCollection movedTo(String parent) {
		Assert.hasText(parent, "'parent' must not be empty");
		return new UpdateCollection(this.name, this.description, parent, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update that moves the collection to the top level.
	 * @return the update
	 */
	public UpdateCollection movedToTopLevel() {
		return new UpdateCollection(this.name, this.description, "", this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update with tags.
	 * @param tags the tags, without commas; none to remove all
	 * @return the update
	 */
	public UpdateCollection withTags(String... tags) {
		return new UpdateCollection(this.name, this.description, this.parent, List.of(tags), this.metadata);
	}

	/**
	 * Return a copy of this update with metadata.
	 * @param metadata all fields
	 * @return the update
	 */
	public UpdateCollection withMetadata(@Nullable Map<String, String> metadata) {
		return new UpdateCollection(this.name, this.description, this.parent, this.tags, metadata);
	}

}
