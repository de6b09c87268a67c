package io.m2x.client.collections;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;

/**
 * Collection of devices and other collections.
 *
 * @param id the id, 32 hexadecimal digits
 * @param url the URL of the collection
 * @param parent the id of the parent collection, or {@code null} at the top level
 * @param name the name
 * @param description the description, or {@code null}
 * @param devices the number of its direct devices
 * @param collections the number of its direct child collections
 * @param tags the tags; empty if there are none
 * @param metadata the metadata; empty if there is none
 * @param key the primary API key of the collection, which gives access to its devices and
 * is never written as JSON
 * @param created when the collection was created
 * @param updated when the collection was last edited
 * @since 0.1.0
 */
public record DeviceCollection(String id, @Nullable URI url, @Nullable String parent, String name,
		@Nullable String description, int devices, int collections, List<String> tags,
		@JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> metadata,
		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String key, @Nullable Instant created,
		@Nullable Instant updated) {

	public DeviceCollection {
		tags = WithoutNulls.list(tags);
		metadata = WithoutNulls.map(metadata);
	}

	@Override
	public String toString() {
		return "DeviceCollection[id=" + this.id + ", name=" + this.name + ", parent=" + this.parent + ", devices="
				+ this.devices + ", collections=" + this.collections + "]";
	}

}
