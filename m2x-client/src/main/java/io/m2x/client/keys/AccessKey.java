package io.m2x.client.keys;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;
import io.m2x.client.model.DeviceRef;

/**
 * API key with its scope and its restrictions. The text form masks the key itself.
 *
 * @param name the name
 * @param key the key itself, 32 hexadecimal digits; a secret that is never written as
 * JSON
 * @param master whether the key is for the whole account
 * @param device the URL of the device it is for, or {@code null}
 * @param collection the URL of the collection it is for, or {@code null}
 * @param distribution the URL of the distribution it is for, or {@code null}
 * @param stream the name of the only stream of the device it is for, or {@code null}
 * @param expiresAt when it expires, or {@code null} for never
 * @param expired whether it has expired
 * @param origins the IP addresses that may use it; empty for all
 * @param deviceAccess the devices it is meant for, or {@code null} if unknown
 * @param permissions the HTTP methods that it permits
 * @since 0.1.0
 */
public record AccessKey(String name, @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String key, boolean master,
		@Nullable URI device, @Nullable URI collection, @Nullable URI distribution, @Nullable String stream,
		@Nullable Instant expiresAt, boolean expired,
		@JsonProperty("origin") @JsonFormat(shape = JsonFormat.Shape.STRING) List<String> origins,
		@Nullable DeviceAccess deviceAccess, List<KeyPermission> permissions) {

	public AccessKey {
		origins = WithoutNulls.list(origins);
		permissions = WithoutNulls.list(permissions);
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
