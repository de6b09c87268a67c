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
	 * Return the master keys, those for the whole account.
	 * @return the keys, the one that came with the account first
	 */
	List<AccessKey> list();

	/**
	 * Return the keys for a device, including those for single streams.
	 * @param deviceId the id of the device
	 * @return the keys, the one that came with the device first
	 */
	List<AccessKey> listForDevice(String deviceId);

	/**
	 * Return the keys for a collection.
	 * @param collectionId the id of the collection
	 * @return the keys, the one that came with the collection first
	 */
	List<AccessKey> listForCollection(String collectionId);

	/**
	 * Return the keys for a distribution.
	 * @param distributionId the id of the distribution
	 * @return the keys, the one that came with the distribution first
	 */
	List<AccessKey> listForDistribution(String distributionId);

	/**
	 * Create a key.
	 * @param key what to create
	 * @return the new key
	 */
	AccessKey create(CreateKey key);

	/**
	 * Return a key with all that is known about it.
	 * @param key the key
	 * @return the key
	 */
	AccessKey view(String key);

	/**
	 * Change a key; it works as changed at once.
	 * @param key the key
	 * @param update the changes
	 */
	void update(String key, UpdateKey update);

	/**
	 * Delete a key; it stops working at once.
	 * @param key the key
	 */
	void delete(String key);

	/**
	 * Give a key a new value; the old one stops working at once. The key of a device,
	 * a collection or a distribution changes there too.
	 * @param key the key
	 * @return the key with its new value and everything else as it was
	 */
	AccessKey regenerate(String key);

}
