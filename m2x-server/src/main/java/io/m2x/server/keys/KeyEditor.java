package io.m2x.server.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Creates and edits keys; to be called inside a transaction.
 */
@Component
final class KeyEditor {

	private static final String STREAM = "stream";

	private final KeyStore keys;

	private final AccountResources resources;

	private final StreamStore streams;

	KeyEditor(KeyStore keys, AccountResources resources, StreamStore streams) {
		this.keys = keys;
		this.resources = resources;
		this.streams = streams;
	}

	// Find the resource that a request names.
	@Nullable KeyOwner resolveOwner(long account, Fields fields) {
		List<Kind> named = new ArrayList<>();
		for (Kind kind : KeyOwner.KINDS) {
			if (fields.node(kind.word()) != null) {
				named.add(kind);
			}
		}
		if (named.size() > 1) {
			named.forEach((kind) -> fields.reject(kind.word(), Validation.NOT_VALID));
		}
		return (named.size() == 1) ? findOwner(account, fields, named.get(0)) : null;
	}

	private @Nullable KeyOwner findOwner(long account, Fields fields, Kind kind) {
		Long row = this.resources.resolve(kind, account, fields, kind.word());
		String id = fields.text(kind.word(), Integer.MAX_VALUE);
		return (row != null && id != null) ? new KeyOwner(kind, row, id) : null;
	}

	// Read a new key from the request and look up its owner and its stream.
	NewKey resolve(long account, Fields fields) {
		KeyOwner owner = resolveOwner(account, fields);
		if (fields.node(STREAM) != null && fields.node(Kind.DEVICE.word()) == null) {
			fields.reject(Kind.DEVICE.word(), Validation.NOT_PRESENT);
		}
		Long stream = resolveStream(fields, owner);
		KeyAttributes attributes = KeyAttributes.read(fields, null);
		Long end = attributes.expiresAt();
		if (end != null && end <= System.currentTimeMillis()) {
			fields.reject(KeyAttributes.EXPIRES_AT, Validation.NOT_VALID);
		}
		return new NewKey(owner, stream, attributes);
	}

	Key create(long account, NewKey wanted) {
		if (wanted.owner() != null) {
			this.resources.lock(wanted.owner().kind(), wanted.owner().row());
		}
		return this.keys.insert(account, wanted.owner(), wanted.stream(), wanted.attributes());
	}

	// Read an update of a locked key from the request and look up its stream.
	NewKey resolveUpdate(Key key, Fields fields) {
		for (Kind kind : KeyOwner.KINDS) {
			if (fields.has(kind.word()) && !isOwner(key.owner(), kind, fields.node(kind.word()))) {
				fields.reject(kind.word(), Validation.NOT_VALID);
			}
		}
		KeyAttributes attributes = KeyAttributes.read(fields, key.attributes());
		Long stream = fields.has(STREAM) ? resolveStream(fields, key.owner()) : unchangedStream(key);
		if (fields.node(STREAM) != null && !isDevice(key.owner())) {
			fields.reject(STREAM, Validation.NOT_VALID);
		}
		return new NewKey(key.owner(), stream, attributes);
	}

	void update(Key key, NewKey wanted) {
		this.keys.update(key, wanted.stream(), wanted.attributes());
	}

	void delete(long account, String token) {
		this.keys.delete(lockToEdit(account, token));
	}

	Key regenerate(long account, String token) {
		return this.keys.regenerate(account, lock(account, token));
	}

	// Lock a key that is to be edited or deleted.
	Key lockToEdit(long account, String token) {
		Key key = lock(account, token);
		if (key.primary()) {
			throw new ApiException(HttpStatus.FORBIDDEN, "Forbidden",
					"The key that came with an account, a device, a collection or a distribution can't be edited or"
							+ " deleted, only regenerated.");
		}
		return key;
	}

	// Lock the owner before the key, in the order of all changes.
	private Key lock(long account, String token) {
		Key key = this.keys.require(account, token);
		if (key.owner() != null) {
			this.resources.lock(key.owner().kind(), key.owner().row());
		}
		this.keys.lock(key);
		return this.keys.require(account, token);
	}

	// The owner of a key never changes. A request may name it nevertheless, by its id or
	// its address.
	private static boolean isOwner(@Nullable KeyOwner owner, Kind kind, @Nullable JsonNode node) {
		if (owner == null || owner.kind() != kind) {
			return node == null;
		}
		String text = (node != null && node.isString()) ? node.stringValue() : "";
		return text.equals(owner.id()) || text.endsWith("/" + kind.segment() + "/" + owner.id());
	}

	private @Nullable Long resolveStream(Fields fields, @Nullable KeyOwner owner) {
		String name = fields.text(STREAM, Integer.MAX_VALUE);
		if (name == null || owner == null || !isDevice(owner)) {
			return null;
		}
		return fields.orReject(findStream(owner, name).orElse(null), STREAM, Validation.NOT_FOUND);
	}

	private Optional<Long> findStream(KeyOwner device, String name) {
		return this.streams.find(device.row(), name).map(DataStream::row);
	}

	private @Nullable Long unchangedStream(Key key) {
		return (key.stream() != null && key.owner() != null) ? findStream(key.owner(), key.stream()).orElseThrow()
				: null;
	}

	private static boolean isDevice(@Nullable KeyOwner owner) {
		return owner != null && owner.kind() == Kind.DEVICE;
	}

	/**
	 * The requested key.
	 *
	 * @param owner what it is for, {@code null} for the whole account
	 * @param stream the row of the only stream within reach, {@code null} for no such
	 * limit
	 * @param attributes what its owner chose
	 */
	record NewKey(@Nullable KeyOwner owner, @Nullable Long stream, KeyAttributes attributes) {

	}

}
