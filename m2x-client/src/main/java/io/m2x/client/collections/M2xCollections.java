package io.m2x.client.collections;

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceLists;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.model.Page;
import io.m2x.client.transport.M2xRequest;
import io.m2x.client.transport.M2xTransport;
import io.m2x.client.transport.MetadataEndpoint;
import io.m2x.client.transport.ResourcePath;

/**
 * Collections of the account; everything here needs a master key.
 *
 * @since 0.1.0
 */
public class M2xCollections {

	private static final String ALL = "/collections";

	private static final String ONE = "/collections/{collection}";

	private static final String DEVICES = ONE + "/devices";

	private static final String DEVICE = DEVICES + "/{device}";

	private final M2xTransport transport;

	private final MetadataEndpoint metadata;

	/**
	 * Create the service.
	 * @param transport how calls travel
	 */
	public M2xCollections(M2xTransport transport) {
		this.transport = transport;
		this.metadata = new MetadataEndpoint(transport, "collections");
	}

	/**
	 * Return collections.
	 * @param query which ones
	 * @return the collections, oldest first
	 */
	public Mono<List<DeviceCollection>> list(CollectionQuery query) {
		return query.addTo(request("collections.list", HttpMethod.GET, ALL))
			.retrieveList("collections", DeviceCollection.class);
	}

	/**
	 * Create a collection.
	 * @param collection what to create
	 * @return the new collection, with its id and its own key
	 */
	public Mono<DeviceCollection> create(CreateCollection collection) {
		return request("collections.create", HttpMethod.POST, ALL).body(collection).retrieve(DeviceCollection.class);
	}

	/**
	 * Return a collection.
	 * @param id the id of the collection
	 * @return the collection
	 */
	public Mono<DeviceCollection> view(String id) {
		return request("collections.view", HttpMethod.GET, ONE, id).retrieve(DeviceCollection.class);
	}

	/**
	 * Edit or move a collection.
	 * @param id the id of the collection
	 * @param update the new attributes
	 * @return completes when the collection is changed
	 */
	public Mono<Void> update(String id, UpdateCollection update) {
		return request("collections.update", HttpMethod.PUT, ONE, id).body(update).retrieve();
	}

	/**
	 * Delete a collection. Its devices stay, and the collections in it move to the top
	 * level.
	 * @param id the id of the collection
	 * @return completes when the collection is gone
	 */
	public Mono<Void> delete(String id) {
		return request("collections.delete", HttpMethod.DELETE, ONE, id).retrieve();
	}

	/**
	 * Return a page of the devices that are directly in a collection.
	 * @param id the id of the collection
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	public Mono<Page<Device>> devices(String id, DeviceQuery query) {
		return DeviceLists.page(devicesRequest(id, false), query);
	}

	/**
	 * Return all devices that are directly in a collection, from the page of the query
	 * on. A page is asked for when the devices of the one before are used up.
	 * @param id the id of the collection
	 * @param query in which order and how detailed; by default in the order of creation
	 * @return the devices
	 */
	public Flux<Device> allDevices(String id, DeviceQuery query) {
		return DeviceLists.all("collections.devices", () -> devicesRequest(id, false), query);
	}

	/**
	 * Return a page of the devices that are in a collection or anywhere below it.
	 * @param id the id of the collection
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	public Mono<Page<Device>> devicesWithChildren(String id, DeviceQuery query) {
		return DeviceLists.page(devicesRequest(id, true), query);
	}

	/**
	 * Return all devices that are in a collection or anywhere below it, from the page of
	 * the query on. A page is asked for when the devices of the one before are used up.
	 * @param id the id of the collection
	 * @param query in which order and how detailed; by default in the order of creation
	 * @return the devices, each of them once
	 */
	public Flux<Device> allDevicesWithChildren(String id, DeviceQuery query) {
		return DeviceLists.all("collections.devices", () -> devicesRequest(id, true), query);
	}

	/**
	 * Put a device into a collection; nothing happens if it is there.
	 * @param id the id of the collection
	 * @param deviceId the id of the device; a serial does not do here
	 * @return completes when the device is in the collection
	 */
	public Mono<Void> addDevice(String id, String deviceId) {
		return request("collections.add-device", HttpMethod.PUT, DEVICE, id, deviceId).retrieve();
	}

	/**
	 * Take a device out of a collection; the device itself remains.
	 * @param id the id of the collection
	 * @param deviceId the id of the device; a serial does not do here
	 * @return completes when the device is out of the collection
	 */
	public Mono<Void> removeDevice(String id, String deviceId) {
		return request("collections.remove-device", HttpMethod.DELETE, DEVICE, id, deviceId).retrieve();
	}

	/**
	 * Return the metadata of a collection.
	 * @param id the id of the collection
	 * @return the fields, empty if there are none
	 */
	public Mono<Map<String, String>> readMetadata(String id) {
		return this.metadata.read(ResourcePath.of(ONE, id));
	}

	/**
	 * Replace all metadata of a collection.
	 * @param id the id of the collection
	 * @param fields the fields; a name has lowercase letters, digits and {@code _},
	 * begins with a letter and has 250 characters at most; a value has 5000 characters at
	 * most
	 * @return completes when the metadata is stored
	 */
	public Mono<Void> updateMetadata(String id, Map<String, String> fields) {
		return this.metadata.update(ResourcePath.of(ONE, id), fields);
	}

	/**
	 * Return one field of the metadata of a collection.
	 * @param id the id of the collection
	 * @param field the name of the field
	 * @return the value
	 */
	public Mono<String> readMetadataField(String id, String field) {
		return this.metadata.readField(ResourcePath.of(ONE, id), field);
	}

	/**
	 * Create or replace one field of the metadata of a collection, leaving the others
	 * alone.
	 * @param id the id of the collection
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 * @return completes when the field is stored
	 */
	public Mono<Void> updateMetadataField(String id, String field, String value) {
		return this.metadata.updateField(ResourcePath.of(ONE, id), field, value);
	}

	private M2xRequest devicesRequest(String id, boolean children) {
		return request("collections.devices", HttpMethod.GET, DEVICES, id).query("include_children",
				children ? true : null);
	}

	private M2xRequest request(String operation, HttpMethod method, String path, String... variables) {
		return this.transport.request(operation, method, ResourcePath.of(path, variables));
	}

}
