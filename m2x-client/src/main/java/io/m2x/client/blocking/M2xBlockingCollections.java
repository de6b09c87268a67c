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
	 * @param query which collections
	 * @return the collections, oldest first
	 */
	List<DeviceCollection> list(CollectionQuery query);

	/**
	 * Create a collection.
	 * @param collection the attributes
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
	 * Update or move a collection.
	 * @param collectionId the id of the collection
	 * @param update the changes
	 */
	void update(String collectionId, UpdateCollection update);

	/**
	 * Delete a collection. Its devices remain, and its child collections move to the top
	 * level.
	 * @param collectionId the id of the collection
	 */
	void delete(String collectionId);

	/**
	 * Return a page of the devices that are directly in a collection.
	 * @param collectionId the id of the collection
	 * @param query the page, the order and the details
	 * @return the page
	 */
	Page<Device> devices(String collectionId, DeviceQuery query);

	/**
	 * Return all devices that are directly in a collection, starting with the page of the
	 * query. The next page is fetched when the devices of the current one are consumed.
	 * If a page can't be read, the error comes after the devices before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param collectionId the id of the collection
	 * @param query the order and the details; by default in the order of creation
	 * @return the devices
	 */
	Stream<Device> allDevices(String collectionId, DeviceQuery query);

	/**
	 * Return a page of the devices that are in a collection or anywhere below it.
	 * @param collectionId the id of the collection
	 * @param query the page, the order and the details
	 * @return the page
	 */
	Page<Device> devicesWithChildren(String collectionId, DeviceQuery query);

	/**
	 * Return all devices that are in a collection or anywhere below it, starting with the
	 * page of the query. The next page is fetched when the devices of the current one are
	 * consumed. If a page can't be read, the error comes after the devices before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param collectionId the id of the collection
	 * @param query the order and the details; by default in the order of creation
	 * @return the devices, each of them once
	 */
	Stream<Device> allDevicesWithChildren(String collectionId, DeviceQuery query);

	/**
	 * Add a device to a collection. Nothing changes if it is already there.
	 * @param collectionId the id of the collection
	 * @param deviceId the id of the device; not its serial
	 */
	void addDevice(String collectionId, String deviceId);

	/**
	 * Remove a device from a collection. The device itself remains.
	 * @param collectionId the id of the collection
	 * @param deviceId the id of the device; not its serial
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
	 * @param fields all fields. A name is a lowercase letter followed by lowercase
	 * letters, digits and {@code _}, 250 characters at most. A value has 5000 characters
	 * at most. There can be 1000 fields at most.
	 */
	void updateMetadata(String collectionId, Map<String, String> fields);

	/**
	 * Return one field of the metadata of a collection.
	 * @param collectionId the id of the collection
	 * @param field the name of the field
	 * @return the value, or empty if the field has none. A missing field fails with an
	 * {@link io.m2x.client.error.M2xNotFoundException}.
	 */
	Optional<String> readMetadataField(String collectionId, String field);

	/**
	 * Create or replace one field of the metadata of a collection. Other fields stay
	 * unchanged.
	 * @param collectionId the id of the collection
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 */
	void updateMetadataField(String collectionId, String field, String value);

}
