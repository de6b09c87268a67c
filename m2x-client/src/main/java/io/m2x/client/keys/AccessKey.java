package io.m2x.client.keys;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;
import io.m2x.client.model.DeviceRef;

/**
 * API key with what it is for and how it may be used. Its text shows everything but the
 * key itself.
 *
 * @param name the name
 * @param key the key itself, 32 hexadecimal digits; it is a secret, and never written as
 * JSON
 * @param master whether the key is for the whole account
 * @param device the address of the device it is for, or {@code null}
 * @param collection the address of the collection it is for, or {@code null}
 * @param distribution the address of the distribution it is for, or {@code null}
 * @param stream the name of the only stream of the device that it is for, or {@code null}
 * @param expiresAt when it ends, or {@code null} if it doesn't
 * @param expired whether it has ended
 * @param origins the IP addresses that may use it; empty if all may
 * @param deviceAccess which devices it is meant for, or {@code null} if that is unknown
 * @param permissions the HTTP verbs that it allows
 * @since 0.1.0
 */
public record AccessKey(String name, @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String key, boolean master,
		@Nullable URI device, @Nullable URI collection, @Nullable URI distribution, @Nullable String stream,
		@Nullable Instant expiresAt, boolean expired,
		@JsonProperty("origin") @JsonFormat(shape = JsonFormat.Shape.STRING) List<String> origins,
		@Nullable DeviceAccess deviceAccess, List<KeyPermission> permissions) {

	public AccessKey {
		origins = Present.items(origins);
		permissions = Present.items(permissions);
	}

	/**
	 * Return the id of the device that the key is for.
	 * @return the id, or {@code null} if the key is not for a device
	 */
	public @Nullable String deviceId() {
		return lastSegment(this.device);
	}

	/**
	 * Return a reference to the device that the key is for, for the methods of the
	 * services.
	 * @return the reference, or {@code null} if the key is not for a device
	 */
	public @Nullable DeviceRef deviceRef() {
		String id = deviceId();
		return (id != null) ? DeviceRef.id(id) : null;
	}

	/**
	 * Return the id of the collection that the key is for.
	 * @return the id, or {@code null} if the key is not for a collection
	 */
	public @Nullable String collectionId() {
		return lastSegment(this.collection);
	}

	/**
	 * Return the id of the distribution that the key is for.
	 * @return the id, or {@code null} if the key is not for a distribution
	 */
	public @Nullable String distributionId() {
		return lastSegment(this.distribution);
	}

	private static @Nullable String lastSegment(@Nullable URI address) {
		String path = (address != null) ? address.getPath() : null;
		return (path != null) ? path.substring(path.lastIndexOf('/') + 1) : null;
	}

	@Override
	public String toString() {
		return "AccessKey[name=" + this.name + ", key=******, master=" + this.master + ", device=" + this.device
				+ ", collection=" + this.collection + ", distribution=" + this.distribution + ", stream=" + this.stream
				+ ", expiresAt=" + this.expiresAt + ", expired=" + this.expired + ", origins=" + this.origins
				+ ", deviceAccess=" + this.deviceAccess + ", permissions=" + this.permissions + "]";
	}

}
