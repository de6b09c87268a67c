package io.m2x.server.collections;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.ApiRequest;

/**
 * A collection in the form of the API's JSON.
 *
 * @param id the id, 32 hex digits
 * @param url the address of the collection
 * @param parent the id of the collection that it is in
 * @param name the name
 * @param description what it is
 * @param devices how many devices are directly in it
 * @param collections how many collections are directly in it
 * @param tags the tags
 * @param metadata the metadata
 * @param key its primary key
 * @param created the time of creation
 * @param updated the time of the last edit
 */
record CollectionView(String id, String url, @Nullable String parent, String name, @Nullable String description,
		long devices, long collections, List<String> tags, Map<String, String> metadata, @Nullable String key,
		Instant created, Instant updated) {

	static CollectionView of(DeviceCollection collection, List<String> tags, Map<String, String> metadata,
			ApiRequest request) {
		return new CollectionView(collection.id(), request.url("collections", collection.id()), collection.parent(),
				collection.name(), collection.description(), collection.deviceCount(), collection.collectionCount(),
				tags, metadata, collection.key(), Instant.ofEpochMilli(collection.createdAt()),
				Instant.ofEpochMilli(collection.updatedAt()));
	}

	// Contains no key, since bodies may be logged.
	@Override
	public String toString() {
		return "CollectionView[" + this.id + "]";
	}

}
