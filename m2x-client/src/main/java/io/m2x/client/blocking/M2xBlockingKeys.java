package io.m2x.client.blocking;

import java.util.List;

import io.m2x.client.keys.AccessKey;
import io.m2x.client.keys.CreateKey;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.keys.UpdateKey;

/**
 * Blocking twin of {@link M2xKeys}: API keys.
 *
 * @since 0.1.0
 */
public interface M2xBlockingKeys {

	/**
	 * Return the master keys, which are for the whole account.
	 * @return the keys, the primary one first
	 */
	List<AccessKey> list();

	/**
	 * Return the keys for a device, including those for single streams.
	 * @param deviceId the id of the device
	 * @return the keys, the primary one first
	 */
	List<AccessKey> listForDevice(String deviceId);

	/**
	 * Return the keys for a collection.
	 * @param collectionId the id of the collection
	 * @return the keys, the primary one first
	 */
	List<AccessKey> listForCollection(String collectionId);

	/**
	 * Return the keys for a distribution.
	 * @param distributionId the id of the distribution
	 * @return the keys, the primary one first
	 */
	List<AccessKey> listForDistribution(String distributionId);

	/**
	 * Create a key.
	 * @param key the attributes
	 * @return the new key
	 */
	AccessKey create(CreateKey key);

	/**
	 * Return a key with its scope and its restrictions.
	 * @param key the key
	 * @return the key
	 */
	AccessKey view(String key);

	/**
	 * Update a key. The changes take effect at once.
	 * @param key the key
	 * @param update the changes
	 */
	void update(String key, UpdateKey update);

	/**
	 * Delete a key. It stops working at once.
	 * @param key the key
	 */
	void delete(String key);

	/**
	 * Regenerate a key. The old value stops working at once. The primary key of a device,
	 * a collection or a distribution changes there, too.
	 * @param key the key
	 * @return the key with its new value and otherwise unchanged
	 */
	AccessKey regenerate(String key);

}
