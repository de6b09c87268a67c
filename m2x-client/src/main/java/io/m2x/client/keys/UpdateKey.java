package io.m2x.client.keys;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.WireTime;

/**
 * Changes of a key. M2X demands name and permissions every time; what else is not named
 * stays as it is.
 *
 * @since 0.1.0
 */
public final class UpdateKey {

	private final Map<String, @Nullable Object> fields;

	private UpdateKey(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * Return an update with what M2X always demands.
	 * @param name the name
	 * @param permissions the HTTP verbs that the key allows, at least one
	 * @return the update
	 */
	public static UpdateKey of(String name, KeyPermission... permissions) {
		return new UpdateKey(Collections.emptyMap()).withName(name).withPermissions(List.of(permissions));
	}

	/**
	 * Return an update that leaves a key as it is, to be changed with the other methods.
	 * @param key the key as it was read
	 * @return the update
	 */
	public static UpdateKey of(AccessKey key) {
		return new UpdateKey(Collections.emptyMap()).withName(key.name()).withPermissions(key.permissions());
	}

	/**
	 * Return the same update with a name.
	 * @param name the name
	 * @return the update
	 */
	public UpdateKey withName(String name) {
		Assert.hasText(name, "'name' must not be empty");
		return with("name", name);
	}

	/**
	 * Return the same update with permissions.
	 * @param permissions the HTTP verbs that the key allows, at least one
	 * @return the update
	 */
	public UpdateKey withPermissions(KeyPermission... permissions) {
		return withPermissions(List.of(permissions));
	}

	private UpdateKey withPermissions(List<KeyPermission> permissions) {
		return with("permissions", CreateKey.checked(permissions));
	}

	/**
	 * Return the same update that limits the key of a device to a stream, or no longer.
	 * @param stream the name of the stream, or {@code null} for the whole device
	 * @return the update
	 */
	public UpdateKey withStream(@Nullable String stream) {
		return with("stream", stream);
	}

	/**
	 * Return the same update that sets the end of the key.
	 * @param expiresAt when it ends, or {@code null} for never
	 * @return the update
	 */
	public UpdateKey withExpiry(@Nullable Instant expiresAt) {
		WireTime.check("expiresAt", expiresAt);
		return with("expires_at", expiresAt);
	}

	/**
	 * Return the same update for a key that works from some addresses only.
	 * @param addresses the IP addresses, IPv4 or IPv6, that may use it; none for all
	 * @return the update
	 */
	public UpdateKey withOrigins(String... addresses) {
		return with("origin",
				(addresses.length > 0) ? String.join(",", CommaSeparated.checked(List.of(addresses))) : null);
	}

	/**
	 * Return the same update with a device access.
	 * @param deviceAccess which devices the key is meant for
	 * @return the update
	 */
	public UpdateKey withDeviceAccess(DeviceAccess deviceAccess) {
		Assert.isTrue(deviceAccess != DeviceAccess.UNKNOWN, "'deviceAccess' must be PUBLIC or PRIVATE");
		return with("device_access", deviceAccess);
	}

	private UpdateKey with(String name, @Nullable Object value) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>(this.fields);
		copy.put(name, value);
		return new UpdateKey(copy);
	}

	// A field that is null is sent: it takes the setting away.
	@JsonValue
	Map<String, @Nullable Object> fields() {
		return Collections.unmodifiableMap(this.fields);
	}

	@Override
	public String toString() {
		return "UpdateKey" + this.fields;
	}

}
