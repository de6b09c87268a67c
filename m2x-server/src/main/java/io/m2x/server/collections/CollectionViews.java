package io.m2x.server.collections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.security.AccountResources.Kind;
import io.m2x.server.tags.TagStore;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Replies;

/**
 * Puts together from several tables what is told about collections.
 */
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
		return of(List.of(this.store.require(collection)), request).get(0);
	}

	// Return the oldest collections of a list, as many as fit into an answer.
	List<CollectionView> list(CollectionFilter filter, ApiRequest request) {
		List<CollectionView> views = new ArrayList<>();
		int size = 0;
		long last = 0;
		List<DeviceCollection> part;
		do {
			part = this.store.listAfter(last, PART, filter);
			for (CollectionView view : of(part, request)) {
				size += view.size();
				if (size > Replies.MAX_SIZE) {
					return views;
				}
				views.add(view);
			}
			last = part.isEmpty() ? last : part.get(part.size() - 1).row();
		}
		while (part.size() == PART);
		return views;
	}

	private List<CollectionView> of(List<DeviceCollection> found, ApiRequest request) {
		List<Long> rows = found.stream().map(DeviceCollection::row).toList();
		Map<Long, List<String>> tagsByRow = this.tags.find(Kind.COLLECTION, rows);
		Map<Long, Map<String, String>> metadataByRow = this.metadata.find(Kind.COLLECTION, rows);
		return found.stream()
			.map((collection) -> CollectionView.of(collection, tagsByRow.getOrDefault(collection.row(), List.of()),
					metadataByRow.getOrDefault(collection.row(), Map.of()), request))
			.toList();
	}

}
