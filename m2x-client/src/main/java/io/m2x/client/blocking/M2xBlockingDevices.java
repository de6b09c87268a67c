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
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;

/**
 * Blocking twin of {@link M2xDevices}: devices.
 * <p>
 * A call fails with an {@link M2xForbiddenException} if the key does not allow it, and
 * with an {@link M2xNotFoundException} if the device does not exist or the key does not
 * see it.
 *
 * @since 0.1.0
 */
public interface M2xBlockingDevices {

	/**
	 * Return a page of the account's devices, by default those with the latest activity
	 * first; needs a master key.
	 * @param query the page, the order and the details
	 * @return the page
	 */
	Page<Device> list(DeviceQuery query);

	/**
	 * Return all devices of the account, starting with the page of the query; needs a
	 * master key.
	 * <p>
	 * The next page is fetched when the devices of the current one are consumed. Without
	 * a sort, the order is that of creation, in which no device is missed, and a
	 * direction is ignored. In other orders, such as that of the last activity, a device
	 * may change its position in the meantime.
	 * <p>
	 * If a page can't be read, the error comes after the devices before it.
	 * {@link M2xException#page()} returns the page to resume with.
	 * @param query the order and the details
	 * @return the devices
	 */
	Stream<Device> listAll(DeviceQuery query);

	/**
	 * Search a page of the account's devices, by default those with the latest activity
	 * first; needs a master key.
	 * @param search which devices
	 * @return the page
	 */
	Page<Device> search(DeviceSearch search);

	/**
	 * Search all devices of the account, starting at the page set by
	 * {@link DeviceSearch#show(DeviceQuery)}, 1 by default; needs a master key. Paging,
	 * order and failures are as in {@link #listAll(DeviceQuery)}.
	 * @param search which devices
	 * @return the devices
	 */
	Stream<Device> searchAll(DeviceSearch search);

	/**
	 * Return a page of the public devices of all accounts; works without a key.
	 * @param query the page and the order, by default the newest first; stream values and
	 * metadata are not available
	 * @return the page; its devices have no key
	 */
	Page<Device> catalog(DeviceQuery query);

	/**
	 * Return all public devices of all accounts, starting with the page of the query;
	 * works without a key. Paging, order and failures are as in
	 * {@link #listAll(DeviceQuery)}.
	 * @param query the page and the order, by default that of creation; stream values and
	 * metadata are not available
	 * @return the devices; they have no key
	 */
	Stream<Device> catalogAll(DeviceQuery query);

	/**
	 * Search a page of the public devices of all accounts; works without a key.
	 * @param search which devices; criteria about collections, distributions, triggers
	 * and commands have no effect, as these are private
	 * @return the page; its devices have no key
	 */
	Page<Device> catalogSearch(DeviceSearch search);

	/**
	 * Search all public devices of all accounts, starting at the page set by
	 * {@link DeviceSearch#show(DeviceQuery)}, 1 by default; works without a key. Paging,
	 * order and failures are as in {@link #listAll(DeviceQuery)}.
	 * @param search which devices
	 * @return the devices; they have no key
	 */
	Stream<Device> catalogSearchAll(DeviceSearch search);

	/**
	 * Return the tags of all devices; needs a master key.
	 * @return the number of devices by tag
	 */
	Map<String, Long> tags();

	/**
	 * Create a device; needs a master key.
	 * @param device the attributes
	 * @return the new device, with its id and its own key
	 */
	Device create(CreateDevice device);

	/**
	 * Ensure that a device exists and meets a definition; needs a master key. <pre>{@code
	 * devices.ensure(DeviceRef.serial("GH-1"), (device) -> device.name("Greenhouse 1")
	 *     .stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C")));
	 * }</pre> A device with a serial is created if it does not exist. A device with an id
	 * must exist. Only differences are changed, and nothing is removed: a device that
	 * already meets the definition is only read. Several applications can ensure the same
	 * device at once, and a failed call can be retried.
	 * <p>
	 * M2X has no conditional updates: a change that another caller makes to the name, the
	 * visibility or the tags between the reading and the update may be lost. See
	 * {@link io.m2x.client.devices.M2xDevices#ensure(DeviceRef, UnaryOperator)}.
	 * @param device the device
	 * @param definition gets an empty definition and returns it with the desired state
	 * @return the device in its new state
	 * @throws M2xStreamTypeException before anything is changed, if a stream exists with
	 * another type
	 * @throws M2xNotFoundException if there is no device with the id
	 */
	Device ensure(DeviceRef device, UnaryOperator<DeviceDefinition> definition);

	/**
	 * Ensure that a device exists and meets a definition, as
	 * {@link #ensure(DeviceRef, UnaryOperator)} does; needs a master key.
	 * @param device the device
	 * @param definition the desired state
	 * @return the device in its new state
	 * @throws M2xStreamTypeException before anything is changed, if a stream exists with
	 * another type
	 * @throws M2xNotFoundException if there is no device with the id
	 */
	Device ensure(DeviceRef device, DeviceDefinition definition);

	/**
	 * Return a device.
	 * @param device the device
	 * @return the device
	 */
	Device view(DeviceRef device);

	/**
	 * Update a device; needs a master key.
	 * @param device the device
	 * @param update the changes
	 */
	void update(DeviceRef device, UpdateDevice update);

	/**
	 * Delete a device with all its data; needs a master key.
	 * @param device the device
	 */
	void delete(DeviceRef device);

	/**
	 * Return the latest requests for a device, including failed ones.
	 * @param device the device
	 * @return at most 100 requests, newest first
	 */
	List<LoggedRequest> log(DeviceRef device);

	/**
	 * Return the metadata of a device.
	 * @param device the device
	 * @return the fields, empty if there are none
	 */
	Map<String, String> readMetadata(DeviceRef device);

	/**
	 * Replace the metadata of a device. Other fields are removed.
	 * @param device the device
	 * @param fields all fields. A name is a lowercase letter followed by lowercase
	 * letters, digits and {@code _}, 250 characters at most. A value has 5000 characters
	 * at most. A device has 1000 fields at most.
	 */
	void updateMetadata(DeviceRef device, Map<String, String> fields);

	/**
	 * Return one field of the metadata of a device.
	 * @param device the device
	 * @param field the name of the field
	 * @return the value, or empty if the field has none. A missing field fails with an
	 * {@link M2xNotFoundException}.
	 */
	Optional<String> readMetadataField(DeviceRef device, String field);

	/**
	 * Create or replace one field of the metadata of a device. Other fields stay
	 * unchanged.
	 * @param device the device
	 * @param field the name of the field, as in {@link #updateMetadata(DeviceRef, Map)}
	 * @param value the value, 5000 characters at most
	 */
	void updateMetadataField(DeviceRef device, String field, String value);

}
