package io.m2x.client.blocking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceDefinition;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSearch;
import io.m2x.client.devices.LoggedRequest;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.devices.M2xStreamTypeException;
import io.m2x.client.devices.UpdateDevice;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;

/**
 * Blocking twin of {@link M2xDevices}: devices.
 *
 * @since 0.1.0
 */
public interface M2xBlockingDevices {

	/**
	 * Return a page of the account's devices; needs a master key.
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	Page<Device> list(DeviceQuery query);

	/**
	 * Return all devices of the account, from the page of the query on; needs a master
	 * key.
	 * <p>
	 * A page is asked for when the devices of the one before are used up. Without
	 * another order the devices come in that of their creation, in which none is
	 * missed; in the order of the last activity, for one, a device that reports during
	 * the walk changes its place.
	 * @param query in which order and how detailed
	 * @return the devices
	 */
	Stream<Device> listAll(DeviceQuery query);

	/**
	 * Return a page of the account's devices that a search finds; needs a master key.
	 * @param search which devices
	 * @return the page
	 */
	Page<Device> search(DeviceSearch search);

	/**
	 * Return all devices of the account that a search finds, from the page of its
	 * query on; needs a master key. The walk and its order are those of
	 * {@link #listAll(DeviceQuery)}.
	 * @param search which devices
	 * @return the devices
	 */
	Stream<Device> searchAll(DeviceSearch search);

	/**
	 * Return a page of the public devices of all accounts; works without a key.
	 * @param query which page and in which order, by default the newest first; stream
	 * values and metadata are not shown
	 * @return the page; its devices have no key
	 */
	Page<Device> catalog(DeviceQuery query);

	/**
	 * Return all public devices of all accounts, from the page of the query on; works
	 * without a key. The walk and its order are those of
	 * {@link #listAll(DeviceQuery)}.
	 * @param query in which order
	 * @return the devices; they have no key
	 */
	Stream<Device> catalogAll(DeviceQuery query);

	/**
	 * Return a page of the public devices of all accounts that a search finds; works
	 * without a key.
	 * @param search which devices; collections, distributions, triggers and commands
	 * are private and don't narrow it
	 * @return the page; its devices have no key
	 */
	Page<Device> catalogSearch(DeviceSearch search);

	/**
	 * Return all public devices of all accounts that a search finds, from the page of
	 * its query on; works without a key. The walk and its order are those of
	 * {@link #listAll(DeviceQuery)}.
	 * @param search which devices
	 * @return the devices; they have no key
	 */
	Stream<Device> catalogSearchAll(DeviceSearch search);

	/**
	 * Return the tags in use; needs a master key.
	 * @return how many devices have a tag, by tag
	 */
	Map<String, Long> tags();

	/**
	 * Create a device; needs a master key.
	 * @param device what to create
	 * @return the new device, with its id and its own key
	 */
	Device create(CreateDevice device);

	/**
	 * Ensure that a device exists and is as it is defined; needs a master key.
	 * <pre>{@code
	 * devices.ensure(DeviceRef.serial("GH-1"), (device) -> device.name("Greenhouse 1")
	 *     .stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C")));
	 * }</pre>
	 * A device that is named by its serial is created if there is none; one that is
	 * named by its id has to exist. Only what differs is changed, and nothing is
	 * removed: a device that is as it is defined is only read. Several applications
	 * can ensure the same device at once, and a call that failed can be made again.
	 * @param device the device
	 * @param definition how the device is to be, made from one that any device meets
	 * @return the device as it is then
	 * @throws M2xStreamTypeException before anything is changed, if a stream exists
	 * with another type
	 * @throws M2xNotFoundException if there is no device with the id
	 */
	Device ensure(DeviceRef device, UnaryOperator<DeviceDefinition> definition);

	/**
	 * Ensure that a device exists and is as it is defined; needs a master key. See
	 * {@link #ensure(DeviceRef, UnaryOperator)}.
	 * @param device the device
	 * @param definition how the device is to be
	 * @return the device as it is then
	 */
	Device ensure(DeviceRef device, DeviceDefinition definition);

	/**
	 * Return a device.
	 * @param device the device
	 * @return the device
	 */
	Device view(DeviceRef device);

	/**
	 * Change attributes of a device; needs a master key.
	 * @param device the device
	 * @param update the attributes
	 */
	void update(DeviceRef device, UpdateDevice update);

	/**
	 * Delete a device with everything it has; needs a master key.
	 * @param device the device
	 */
	void delete(DeviceRef device);

	/**
	 * Return the latest requests for a device, failed ones included.
	 * @param device the device
	 * @return at most a hundred requests, the newest first
	 */
	List<LoggedRequest> log(DeviceRef device);

	/**
	 * Return the metadata of a device.
	 * @param device the device
	 * @return the fields, empty if there are none
	 */
	Map<String, String> readMetadata(DeviceRef device);

	/**
	 * Replace the metadata of a device: fields that are not given are removed.
	 * @param device the device
	 * @param fields all fields: a name is a lowercase letter followed by lowercase
	 * letters, digits and {@code _}, 250 characters at most; a value has 5000
	 * characters at most
	 */
	void updateMetadata(DeviceRef device, Map<String, String> fields);

	/**
	 * Return one field of the metadata of a device.
	 * @param device the device
	 * @param field the name of the field
	 * @return the value, or empty if the field has none
	 */
	Optional<String> readMetadataField(DeviceRef device, String field);

	/**
	 * Create or replaces one field of the metadata of a device, leaving the others
	 * alone.
	 * @param device the device
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 */
	void updateMetadataField(DeviceRef device, String field, String value);

}
