package io.m2x.client.keys;

import java.util.List;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.ApiKey;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;

/**
 * Manages the API keys of an account. Every call needs a master key.
 *
 * <pre>{@code
 * Mono<AccessKey> key = keys.create(CreateKey.forDevice("sensor", deviceId, KeyPermission.PUT));
 * }</pre>
 * <p>
 * The primary key of an account, a device, a collection or a distribution can't be
 * updated or deleted, only regenerated. Keys never appear in exceptions, metrics or logs
 * of this client, although some requests carry one in their path.
 *
 * @since 0.1.0
 */
public class M2xKeys {

	static {
		PackageAccess.register(M2xKeys.class, M2xKeys::new);
	}

	private static final ResourcePath ALL = ResourcePath.of("/keys");

	private static final ResourcePath ONE = ResourcePath.ofKey("");

	private static final ResourcePath REGENERATE = ResourcePath.ofKey("/regenerate");

	private final M2xTransport transport;

	M2xKeys(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return the master keys, which are for the whole account.
	 * @return the keys, the primary one first
	 */
	public Mono<List<AccessKey>> list() {
		return list(listRequest());
	}

	/**
	 * Return the keys for a device, including those for single streams.
	 * @param deviceId the id of the device
	 * @return the keys, the primary one first
	 */
	public Mono<List<AccessKey>> listForDevice(String deviceId) {
		return list(listRequest().query("device", deviceId));
	}

	/**
	 * Return the keys for a collection.
	 * @param collectionId the id of the collection
	 * @return the keys, the primary one first
	 */
	public Mono<List<AccessKey>> listForCollection(String collectionId) {
		return list(listRequest().query("collection", collectionId));
	}

	/**
	 * Return the keys for a distribution.
	 * @param distributionId the id of the distribution
	 * @return the keys, the primary one first
	 */
	public Mono<List<AccessKey>> listForDistribution(String distributionId) {
		return list(listRequest().query("distribution", distributionId));
	}

	/**
	 * Create a key.
	 * @param key the attributes
	 * @return the new key
	 */
	public Mono<AccessKey> create(CreateKey key) {
		return this.transport.request("keys.create", HttpMethod.POST, ALL).body(key).retrieve(AccessKey.class);
	}

	/**
	 * Return a key with its scope and its restrictions.
	 * @param key the key
	 * @return the key
	 */
	public Mono<AccessKey> view(String key) {
		return request("keys.view", HttpMethod.GET, ONE, key).retrieve(AccessKey.class);
	}

	/**
	 * Update a key. The changes take effect at once.
	 * @param key the key
	 * @param update the changes
	 * @return completes when the key is updated
	 */
	public Mono<Void> update(String key, UpdateKey update) {
		return request("keys.update", HttpMethod.PUT, ONE, key).body(update).retrieve();
	}

	/**
	 * Delete a key. It stops working at once.
	 * @param key the key
	 * @return completes when the key is deleted
	 */
	public Mono<Void> delete(String key) {
		return request("keys.delete", HttpMethod.DELETE, ONE, key).retrieve();
	}

	/**
	 * Regenerate a key. The old value stops working at once. The primary key of a device,
	 * a collection or a distribution changes there, too.
	 * @param key the key
	 * @return the key with its new value and otherwise unchanged
	 */
	public Mono<AccessKey> regenerate(String key) {
		return request("keys.regenerate", HttpMethod.POST, REGENERATE, key).retrieve(AccessKey.class);
	}

	private M2xRequest listRequest() {
		return this.transport.request("keys.list", HttpMethod.GET, ALL);
	}

	private static Mono<List<AccessKey>> list(M2xRequest request) {
		return request.retrieveList("keys", AccessKey.class);
	}

	private M2xRequest request(String operation, HttpMethod method, ResourcePath path, String key) {
		return this.transport.request(operation, method, path).keyInPath(new ApiKey(key));
	}

}
