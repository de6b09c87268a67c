package io.m2x.server.collections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.m2x.server.access.Kind;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.tags.TagStore;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Replies;

/**
 * Puts together from several tables what is told about collections.
 */
@Component
final class CollectionViews {

	/** How many collections are read at once. */
	private static final int PART = 100;

	private final CollectionStore store;

	private final TagStore tags;

	private final MetadataStore metadata;

	CollectionViews(CollectionStore store, TagStore tags, MetadataStore metadata) {
		this.store = store;
		this.tags = tags;
		this.metadata = metadata;
	}

	CollectionView details(long collection, ApiRequest request) {
		return CollectionView.of(this.store.require(collection), this.tags.find(Kind.COLLECTION, collection),
				this.metadata.find(Kind.COLLECTION, collection), request);
	}

	// Return the oldest collections of a list, as many as fit into an answer.
	List<CollectionView> list(SqlConditions conditions, ApiRequest request) {
		List<CollectionView> views = new ArrayList<>();
		long room = Replies.MAX_SIZE;
		long last = 0;
		List<DeviceCollection> part;
		do {
			part = this.store.listAfter(last, PART, conditions);
			Map<Long, List<String>> tagsByRow = this.tags.find(Kind.COLLECTION, rows(part));
			Map<Long, Long> metadataSizes = this.metadata.sizes(Kind.COLLECTION, rows(part));
			List<DeviceCollection> fitting = new ArrayList<>();
			for (DeviceCollection collection : part) {
				last = collection.row();
				room -= collection.size() + metadataSizes.getOrDefault(last, 0L);
				room -= tagsByRow.getOrDefault(last, List.of()).stream().mapToInt(String::length).sum();
				if (room >= 0) {
					fitting.add(collection);
				}
			}
			views.addAll(of(fitting, tagsByRow, request));
		}
		while (part.size() == PART && room >= 0);
		return views;
	}

	private List<CollectionView> of(List<DeviceCollection> found, Map<Long, List<String>> tagsByRow,
			ApiRequest request) {
		Map<Long, Map<String, String>> metadataByRow = this.metadata.find(Kind.COLLECTION, rows(found));
		return found.stream()
			.map((collection) -> CollectionView.of(collection, tagsByRow.getOrDefault(collection.row(), List.of()),
					metadataByRow.getOrDefault(collection.row(), Map.of()), request))
			.toList();
	}

	private static List<Long> rows(List<DeviceCollection> collections) {
		return collections.stream().map(DeviceCollection::row).toList();
	}

}
