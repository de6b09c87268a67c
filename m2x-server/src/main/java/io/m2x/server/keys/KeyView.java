package io.m2x.server.keys;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.m2x.server.access.Kind;
import io.m2x.server.web.ApiRequest;

/**
 * A key as it goes over the wire.
 *
 * @param name the name
 * @param key the key itself, 32 hex digits
 * @param master whether it is for the whole account
 * @param device the address of the device it is for, left out when {@code null}
 * @param collection the address of the collection it is for, left out when {@code null}
 * @param distribution the address of the distribution it is for, left out when
 * {@code null}
 * @param stream the name of the only stream within reach
 * @param expiresAt when it ends
 * @param expired whether it has ended
 * @param origin the IP addresses that may use it, with commas
 * @param permissions the allowed HTTP verbs
 * @param deviceAccess {@code public} or {@code private}
 */
record KeyView(String name, String key, boolean master,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String device,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String collection,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String distribution, @Nullable String stream,
		@Nullable Instant expiresAt, boolean expired, @Nullable String origin, List<String> permissions,
		String deviceAccess) {

	static KeyView of(Key key, ApiRequest request) {
		KeyAttributes chosen = key.attributes();
		Long end = chosen.expiresAt();
		return new KeyView(chosen.name(), key.token(), key.owner() == null, url(key.owner(), Kind.DEVICE, request),
				url(key.owner(), Kind.COLLECTION, request), url(key.owner(), Kind.DISTRIBUTION, request), key.stream(),
				(end != null) ? Instant.ofEpochMilli(end) : null, end != null && end <= System.currentTimeMillis(),
				chosen.origin(), chosen.permissions(), chosen.deviceAccess());
	}

	private static @Nullable String url(@Nullable KeyOwner owner, Kind kind, ApiRequest request) {
		return (owner != null && owner.kind() == kind) ? request.url(kind.segment(), owner.id()) : null;
	}

	// Shows no key: whoever writes bodies also logs them.
	@Override
	public String toString() {
		return "KeyView[" + this.name + "]";
	}

}
