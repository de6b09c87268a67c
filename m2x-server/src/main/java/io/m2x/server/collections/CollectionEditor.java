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

	// Let no other transaction change the tree of an account until this one ends.
	void lock(long account) {
		this.accounts.lock(account);
	}

	// Let no other transaction change the tree of an account, or a collection in it.
	void lock(long account, long collection) {
		lock(account);
		this.resources.lock(Kind.COLLECTION, collection);
	}

	// Read a new collection from the request and look up its parent.
	NewCollection resolve(long account, Fields fields) {
		return new NewCollection(CollectionAttributes.read(fields, null), this.parents.resolve(fields, account));
	}

	long create(long account, NewCollection wanted) {
		long now = System.currentTimeMillis();
		@Nullable Long parent = (wanted.place() != null) ? wanted.place().row() : null;
		long collection = this.store.insert(account, parent, wanted.attributes(), now);
		this.tree.add(collection, parent);
		this.keys.add(Kind.COLLECTION, account, collection, now);
		saveLists(collection, wanted.attributes());
		return collection;
	}

	// Read an update from the request and look up the parent. The account and the
	// collection are locked.
	NewCollection resolveUpdate(long account, long collection, Fields fields) {
		CollectionAttributes attributes = CollectionAttributes.read(fields,
				this.store.require(collection).description());
		ParentField.@Nullable Parent place = this.parents.resolve(fields, account);
		if (place != null && place.row() != null && this.tree.contains(collection, place.row())) {
			fields.reject(ParentField.NAME, Validation.NOT_VALID);
		}
		return new NewCollection(attributes, place);
	}

	void update(long collection, NewCollection wanted) {
		this.store.update(collection, wanted.attributes(), System.currentTimeMillis());
		if (wanted.place() != null) {
			this.store.setParent(collection, wanted.place().row());
			this.tree.move(collection, wanted.place().row());
		}
		saveLists(collection, wanted.attributes());
	}

	void delete(long collection) {
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

	/**
	 * The requested collection.
	 *
	 * @param attributes its attributes
	 * @param place where it is, {@code null} to leave it where it is
	 */
	record NewCollection(CollectionAttributes attributes, ParentField.@Nullable Parent place) {

	}

}
