package io.m2x.client.keys;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.internal.WireTime;

/**
 * Request to create a key for an account, a device, a stream of a device, a collection or
 * a distribution.
 *
 * <pre>{@code
 * CreateKey request = CreateKey.forDevice("sensor", deviceId, KeyPermission.POST, KeyPermission.PUT)
 *     .withExpiry(Instant.now().plus(Duration.ofDays(30)));
 * }</pre>
 *
 * @param name the name
 * @param permissions the HTTP methods that it permits, at least one
 * @param device the id of the device it is for, or {@code null}
 * @param stream the name of the only stream of the device it is for, or {@code null}
 * @param collection the id of the collection it is for, or {@code null}
 * @param distribution the id of the distribution it is for, or {@code null}
 * @param expiresAt when it expires, in the future, or {@code null} for never
 * @param origins the IP addresses, IPv4 or IPv6, that may use it, or {@code null} for all
 * @param deviceAccess the devices it is meant for, or {@code null} for public ones
 * @since 0.1.0
 */
public record CreateKey(String name, List<KeyPermission> permissions, @Nullable String device, @Nullable String stream,
		@Nullable String collection, @Nullable String distribution, @Nullable Instant expiresAt,
		@JsonProperty("origin") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> origins,
		@Nullable DeviceAccess deviceAccess) {

	public CreateKey {
		Assert.hasText(name, "'name' must not be empty");
		permissions = checked(permissions);
		int owners = ((device != null) ? 1 : 0) + ((collection != null) ? 1 : 0) + ((distribution != null) ? 1 : 0);
		Assert.isTrue(owners <= 1, "A key can be for only one device, collection or distribution");
		Assert.isTrue(stream == null || device != null, "'device' must be set with 'stream'");
		Assert.isTrue(deviceAccess != DeviceAccess.UNKNOWN, "'deviceAccess' must be PUBLIC or PRIVATE");
		WireTime.check("expiresAt", expiresAt);
		origins = (origins != null) ? CommaSeparated.checked(origins) : null;
	}

	static List<KeyPermission> checked(List<KeyPermission> permissions) {
		Assert.isTrue(!permissions.isEmpty(), "A key needs at least one permission");
		Assert.isTrue(!permissions.contains(KeyPermission.UNKNOWN), "A permission must be GET, POST, PUT or DELETE");
		return List.copyOf(permissions);
	}

	/**
	 * Create a request for a key to the whole account.
	 * @param name the name
	 * @param permissions the HTTP verbs that it allows, at least one
	 * @return the request
	 */
	public static CreateKey master(String name, KeyPermission... permissions) {
		return new CreateKey(name, List.of(permissions), null, null, null, null, null, null, null);
	}

	/**
	 * Create a request for a key to a device.
	 * @param name the name
	 * @param deviceId the id of the device
	 * @param permissions the HTTP verbs that it allows, at least one
	 * @return the request
	 */
	public static CreateKey forDevice(String name, String deviceId, KeyPermission... permissions) {
		return new CreateKey(name, List.of(permissions), deviceId, null, null, null, null, null, null);
	}

	/**
	 * Create a request for a key to one stream of a device.
	 * @param name the name
	 * @param deviceId the id of the device
	 * @param stream the name of the stream, which must exist
	 * @param permissions the HTTP verbs that it allows, at least one
	 * @return the request
	 */
	public static CreateKey forStream(String name, String deviceId, String stream, KeyPermission... permissions) {
		return new CreateKey(name, List.of(permissions), deviceId, stream, null, null, null, null, null);
	}

	/**
	 * Create a request for a key to the devices of a collection and of all collections
	 * below it.
	 * @param name the name
	 * @param collectionId the id of the collection
	 * @param permissions the HTTP verbs that it allows, at least one
	 * @return the request
	 */
	public static CreateKey forCollection(String name, String collectionId, KeyPermission... permissions) {
		return new CreateKey(name, List.of(permissions), null, null, collectionId, null, null, null, null);
	}

	/**
	 * Create a request for a key to the devices of a distribution.
	 * @param name the name
	 * @param distributionId the id of the distribution
	 * @param permissions the HTTP verbs that it allows, at least one
	 * @return the request
	 */
	public static CreateKey forDistribution(String name, String distributionId, KeyPermission... permissions) {
		return new CreateKey(name, List.of(permissions), null, null, null, distributionId, null, null, null);
	}

	/**
	 * Return a copy of this request for a key that expires.
	 * @param expiresAt when it expires, in the future, or {@code null} for never
	 * @return the request
	 */
	public CreateKey withExpiry(@Nullable Instant expiresAt) {
		return new CreateKey(this.name, this.permissions, this.device, this.stream, this.collection, this.distribution,
				expiresAt, this.origins, this.deviceAccess);
	}

	/**
	 * Return a copy of this request for a key that works only from some addresses.
	 * @param addresses the IP addresses, IPv4 or IPv6, that may use it; none for all
	 * @return the request
	 */
	public CreateKey withOrigins(String... addresses) {
		return new CreateKey(this.name, this.permissions, this.device, this.stream, this.collection, this.distribution,
				this.expiresAt, (addresses.length > 0) ? List.of(addresses) : null, this.deviceAccess);
	}

	/**
	 * Return a copy of this request with a device access.
	 * @param deviceAccess the devices the key is meant for
	 * @return the request
	 */
	public CreateKey withDeviceAccess(@Nullable DeviceAccess deviceAccess) {
		return new CreateKey(this.name, this.permissions, this.device, this.stream, this.collection, this.distribution,
				this.expiresAt, this.origins, deviceAccess);
	}

}
