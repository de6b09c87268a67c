package io.m2x.server.collections;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.accounts.Accounts;
import io.m2x.server.keys.PrimaryKeys;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.tags.TagStore;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Creates, edits, moves and deletes collections; to be called inside a transaction.
 */
@Component
final class CollectionEditor {

	private final CollectionStore store;

	private final CollectionTree tree;

	private final TagStore tags;

	private final MetadataStore metadata;

	private final AccountResources resources;

	private final PrimaryKeys keys;

	private final Accounts accounts;

	private final ParentField parents;

	CollectionEditor(CollectionStore store, CollectionTree tree, TagStore tags, MetadataStore metadata,
			AccountResources resources, PrimaryKeys keys, Accounts accounts) {
		this.store = store;
		this.tree = tree;
		this.tags = tags;
		this.metadata = metadata;
		this.resources = resources;
		this.keys = keys;
		this.accounts = accounts;
		this.parents = new ParentField(resources);
	}

	long create(long account, Fields fields) {
		this.accounts.lock(account);
		CollectionAttributes attributes = CollectionAttributes.read(fields, null);
		ParentField.@Nullable Parent place = this.parents.read(fields, account);
		fields.check();
		long now = System.currentTimeMillis();
		@Nullable Long parent = (place != null) ? place.row() : null;
		long collection = this.store.insert(account, parent, attributes, now);
		this.tree.add(collection, parent);
		this.keys.add(Kind.COLLECTION, account, collection, now);
		saveLists(collection, attributes);
		return collection;
	}

	void update(long account, long collection, Fields fields) {
		this.accounts.lock(account);
		this.resources.lock(Kind.COLLECTION, collection);
		CollectionAttributes attributes = CollectionAttributes.read(fields,
				this.store.require(collection).description());
		ParentField.@Nullable Parent place = this.parents.read(fields, account);
		if (place != null && place.row() != null && this.tree.contains(collection, place.row())) {
			fields.reject(ParentField.NAME, Validation.NOT_VALID);
		}
		fields.check();
		this.store.update(collection, attributes, System.currentTimeMillis());
		if (place != null) {
			this.store.setParent(collection, place.row());
			this.tree.move(collection, place.row());
		}
		saveLists(collection, attributes);
	}

	void delete(long account, long collection) {
		this.accounts.lock(account);
		this.resources.lock(Kind.COLLECTION, collection);
		this.tree.release(collection);
		this.store.delete(collection);
	}

	private void saveLists(long collection, CollectionAttributes attributes) {
		if (attributes.tags() != null) {
			this.tags.replace(Kind.COLLECTION, collection, attributes.tags());
		}
		if (attributes.metadata() != null) {
			this.metadata.replace(Kind.COLLECTION, collection, attributes.metadata());
		}
	}

}
