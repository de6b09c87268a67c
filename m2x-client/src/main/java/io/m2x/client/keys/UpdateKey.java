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
 * Request to update a key. M2X always requires the name and the permissions. Other
 * attributes that are not set stay unchanged.
 *
 * <pre>{@code
 * UpdateKey update = UpdateKey.of(key).withOrigins("192.0.2.10");
 * }</pre>
 *
 * @since 0.1.0
 */
public final class UpdateKey {

	private final Map<String, @Nullable Object> fields;

	private UpdateKey(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * Create an update with the attributes that M2X always requires.
	 * @param name the name
	 * @param permissions the HTTP methods that the key permits, at least one
	 * @return the update
	 */
	public static UpdateKey of(String name, KeyPermission... permissions) {
		return new UpdateKey(Collections.emptyMap()).withName(name).withPermissions(List.of(permissions));
	}

	/**
	 * Create an update that changes nothing of a key yet. Add changes with the other
	 * methods.
	 * @param key the key, as it was read
	 * @return the update
	 */
	public static UpdateKey of(AccessKey key) {
		return new UpdateKey(Collections.emptyMap()).withName(key.name()).withPermissions(key.permissions());
	}

	/**
	 * Return a copy of this update with a name.
	 * @param name the name
	 * @return the update
	 */
	public UpdateKey withName(String name) {
		Assert.hasText(name, "'name' must not be empty");
		return with("name", name);
	}

	/**
	 * Return a copy of this update with permissions.
	 * @param permissions the HTTP methods that the key permits, at least one
	 * @return the update
	 */
	public UpdateKey withPermissions(KeyPermission... permissions) {
		return withPermissions(List.of(permissions));
	}

	private UpdateKey withPermissions(List<KeyPermission> permissions) {
		return with("permissions", CreateKey.checked(permissions));
	}

	/**
	 * Return a copy of this update that restricts the key of a device to a stream.
	 * @param stream the name of the stream, or {@code null} for the whole device
	 * @return the update
	 */
	public UpdateKey withStream(@Nullable String stream) {
		return with("stream", stream);
	}

	/**
	 * Return a copy of this update with an expiry.
	 * @param expiresAt when the key expires, or {@code null} for never
	 * @return the update
	 */
	public UpdateKey withExpiry(@Nullable Instant expiresAt) {
		WireTime.check("expiresAt", expiresAt);
		return with("expires_at", expiresAt);
	}

	/**
	 * Return a copy of this update for a key that works only from some addresses.
	 * @param addresses the IP addresses, IPv4 or IPv6, that may use it; none for all
	 * @return the update
	 */
	public UpdateKey withOrigins(String... addresses) {
		return with("origin",
				(addresses.length > 0) ? String.join(",", CommaSeparated.checked(List.of(addresses))) : null);
	}

	/**
	 * Return a copy of this update with a device access.
	 * @param deviceAccess the devices the key is meant for
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

	// A null is sent, because it removes the setting.
	@JsonValue
	Map<String, @Nullable Object> fields() {
		return Collections.unmodifiableMap(this.fields);
	}

	@Override
	public String toString() {
		return "UpdateKey" + this.fields;
	}

}
