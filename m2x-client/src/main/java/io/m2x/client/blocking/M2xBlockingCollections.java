package io.m2x.client.blocking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.m2x.client.collections.CollectionQuery;
import io.m2x.client.collections.CreateCollection;
import io.m2x.client.collections.DeviceCollection;
import io.m2x.client.collections.M2xCollections;
import io.m2x.client.collections.UpdateCollection;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.model.Page;

/**
 * Blocking twin of {@link M2xCollections}: collections.
 *
 * @since 0.1.0
 */
public interface M2xBlockingCollections {

	/**
	 * Return collections.
	 * @param query which ones
	 * @return the collections, oldest first
	 */
	List<DeviceCollection> list(CollectionQuery query);

	/**
	 * Create a collection.
	 * @param collection what to create
	 * @return the new collection, with its id and its own key
	 */
	DeviceCollection create(CreateCollection collection);

	/**
	 * Return a collection.
	 * @param collectionId the id of the collection
	 * @return the collection
	 */
	DeviceCollection view(String collectionId);

	/**
	 * Edit or move a collection.
	 * @param collectionId the id of the collection
	 * @param update the new attributes
	 */
	void update(String collectionId, UpdateCollection update);

	/**
	 * Delete a collection. Its devices stay, and the collections in it move to the top
	 * level.
	 * @param collectionId the id of the collection
	 */
	void delete(String collectionId);

	/**
	 * Return a page of the devices that are directly in a collection.
	 * @param collectionId the id of the collection
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	Page<Device> devices(String collectionId, DeviceQuery query);

	/**
	 * Return all devices that are directly in a collection, from the page of the query
	 * on. A page is asked for when the devices of the one before are used up.
	 * @param collectionId the id of the collection
	 * @param query in which order and how detailed; by default in the order of
	 * creation
	 * @return the devices
	 */
	Stream<Device> allDevices(String collectionId, DeviceQuery query);

	/**
	 * Return a page of the devices that are in a collection or anywhere below it.
	 * @param collectionId the id of the collection
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	Page<Device> devicesWithChildren(String collectionId, DeviceQuery query);

	/**
	 * Return all devices that are in a collection or anywhere below it, from the page
	 * of the query on. A page is asked for when the devices of the one before are used
	 * up.
	 * @param collectionId the id of the collection
	 * @param query in which order and how detailed; by default in the order of
	 * creation
	 * @return the devices, each of them once
	 */
	Stream<Device> allDevicesWithChildren(String collectionId, DeviceQuery query);

	/**
	 * Put a device into a collection; nothing happens if it is there.
	 * @param collectionId the id of the collection
	 * @param deviceId the id of the device; a serial does not do here
	 */
	void addDevice(String collectionId, String deviceId);

	/**
	 * Take a device out of a collection; the device itself remains.
	 * @param collectionId the id of the collection
	 * @param deviceId the id of the device; a serial does not do here
	 */
	void removeDevice(String collectionId, String deviceId);

	/**
	 * Return the metadata of a collection.
	 * @param collectionId the id of the collection
	 * @return the fields, empty if there are none
	 */
	Map<String, String> readMetadata(String collectionId);

	/**
	 * Replace all metadata of a collection.
	 * @param collectionId the id of the collection
	 * @param fields the fields; a name has lowercase letters, digits and {@code _},
	 * begins with a letter and has 250 characters at most; a value has 5000 characters
	 * at most
	 */
	void updateMetadata(String collectionId, Map<String, String> fields);

	/**
	 * Return one field of the metadata of a collection.
	 * @param collectionId the id of the collection
	 * @param field the name of the field
	 * @return the value, or empty if the field has none
	 */
	Optional<String> readMetadataField(String collectionId, String field);

	/**
	 * Create or replace one field of the metadata of a collection, leaving the others
	 * alone.
	 * @param collectionId the id of the collection
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 */
	void updateMetadataField(String collectionId, String field, String value);

}
