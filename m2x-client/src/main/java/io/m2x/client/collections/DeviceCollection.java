package io.m2x.client.collections;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collection of devices and of further collections.
 *
 * @param id the id, 32 hexadecimal digits
 * @param url the address of the collection
 * @param parent the id of the collection above, or {@code null} at the top level
 * @param name the name
 * @param description the description, or {@code null}
 * @param devices how many devices are directly in it
 * @param collections how many collections are directly in it
 * @param tags the tags; empty if there are none
 * @param metadata the metadata; empty if there is none
 * @param key the primary API key of the collection, which reaches its devices
 * @param created when the collection was created
 * @param updated when the collection was last edited
 * @since 0.1.0
 */
public record DeviceCollection(String id, @Nullable URI url, @Nullable String parent, String name,
		@Nullable String description, int devices, int collections, List<String> tags, Map<String, String> metadata,
		@Nullable String key, @Nullable Instant created, @Nullable Instant updated) {

	@SuppressWarnings("ConstantValue")
	public DeviceCollection {
		tags = (tags != null) ? List.copyOf(tags) : Collections.emptyList();
		metadata = (metadata != null) ? Collections.unmodifiableMap(metadata) : Collections.emptyMap();
	}

	@Override
	public String toString() {
		return "DeviceCollection[id=" + this.id + ", name=" + this.name + ", parent=" + this.parent + ", devices="
				+ this.devices + ", collections=" + this.collections + "]";
	}

}
