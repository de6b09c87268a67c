package io.m2x.client.collections;

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.MetadataEndpoint;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.SharedLists;
import io.m2x.client.model.Page;

/**
 * Manages the collections of an account and the devices in them. All calls need a master
 * key.
 *
 * <pre>{@code
 * Mono<DeviceCollection> site = collections.create(CreateCollection.named("Site 1"));
 * Flux<Device> devices = collections.allDevicesWithChildren(siteId, DeviceQuery.all());
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xCollections {

	static {
		PackageAccess.register(M2xCollections.class, M2xCollections::new);
	}

	private static final String ALL = "/collections";

	private static final String ONE = "/collections/{collection}";

	private static final String DEVICES = ONE + "/devices";

	private static final String DEVICE = DEVICES + "/{device}";

	private final M2xTransport transport;

	private final SharedLists<DeviceQuery, Device> deviceLists = PackageAccess.lists(DeviceQuery.class);

	private final MetadataEndpoint metadata;

	M2xCollections(M2xTransport transport) {
		this.transport = transport;
		this.metadata = new MetadataEndpoint(transport, "collections");
	}

	/**
	 * Return collections.
	 * @param query which collections
	 * @return the collections, oldest first
	 */
	public Mono<List<DeviceCollection>> list(CollectionQuery query) {
		return query.addTo(request("collections.list", HttpMethod.GET, ALL))
			.retrieveList("collections", DeviceCollection.class);
	}

	/**
	 * Create a collection.
	 * @param collection the attributes
	 * @return the new collection, with its id and its own key
	 */
	public Mono<DeviceCollection> create(CreateCollection collection) {
		return request("collections.create", HttpMethod.POST, ALL).body(collection).retrieve(DeviceCollection.class);
	}

	/**
	 * Return a collection.
	 * @param collectionId the id of the collection
	 * @return the collection
	 */
	public Mono<DeviceCollection> view(String collectionId) {
		return request("collections.view", HttpMethod.GET, ONE, collectionId).retrieve(DeviceCollection.class);
	}

	/**
	 * Update or move a collection.
	 * @param collectionId the id of the collection
	 * @param update the changes
	 * @return completes when the collection is updated
	 */
	public Mono<Void> update(String collectionId, UpdateCollection update) {
		return request("collections.update", HttpMethod.PUT, ONE, collectionId).body(update).retrieve();
	}

	/**
	 * Delete a collection. Its devices remain, and its child collections move to the top
	 * level.
	 * @param collectionId the id of the collection
	 * @return completes when the collection is deleted
	 */
	public Mono<Void> delete(String collectionId) {
		return request("collections.delete", HttpMethod.DELETE, ONE, collectionId).retrieve();
	}

	/**
	 * Return a page of the devices that are directly in a collection.
	 * @param collectionId the id of the collection
	 * @param query the page, the order and the details
	 * @return the page
	 */
	public Mono<Page<Device>> devices(String collectionId, DeviceQuery query) {
		return this.deviceLists.page(devicesRequest(collectionId, false), query);
	}

	/**
	 * Return all devices that are directly in a collection, starting with the page of the
	 * query. The next page is fetched when the devices of the current one are consumed.
	 * If a page can't be read, the error comes after the devices before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param collectionId the id of the collection
	 * @param query the order and the details; by default in the order of creation
	 * @return the devices
	 */
	public Flux<Device> allDevices(String collectionId, DeviceQuery query) {
		return this.deviceLists.all("collections.devices", () -> devicesRequest(collectionId, false), query);
	}

	/**
	 * Return a page of the devices that are in a collection or anywhere below it.
	 * @param collectionId the id of the collection
	 * @param query the page, the order and the details
	 * @return the page
	 */
	public Mono<Page<Device>> devicesWithChildren(String collectionId, DeviceQuery query) {
		return this.deviceLists.page(devicesRequest(collectionId, true), query);
	}

	/**
	 * Return all devices that are in a collection or anywhere below it, starting with the
	 * page of the query. The next page is fetched when the devices of the current one are
	 * consumed. If a page can't be read, the error comes after the devices before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param collectionId the id of the collection
	 * @param query the order and the details; by default in the order of creation
	 * @return the devices, each of them once
	 */
	public Flux<Device> allDevicesWithChildren(String collectionId, DeviceQuery query) {
		return this.deviceLists.all("collections.devices", () -> devicesRequest(collectionId, true), query);
	}

	/**
	 * Add a device to a collection. Nothing changes if it is already there.
	 * @param collectionId the id of the collection
	 * @param deviceId the id of the device; not its serial
	 * @return completes when the device is in the collection
	 */
	public Mono<Void> addDevice(String collectionId, String deviceId) {
		return request("collections.add-device", HttpMethod.PUT, DEVICE, collectionId, deviceId).retrieve();
	}

	/**
	 * Remove a device from a collection. The device itself remains.
	 * @param collectionId the id of the collection
	 * @param deviceId the id of the device; not its serial
	 * @return completes when the device is removed from the collection
	 */
	public Mono<Void> removeDevice(String collectionId, String deviceId) {
		return request("collections.remove-device", HttpMethod.DELETE, DEVICE, collectionId, deviceId).retrieve();
	}

	/**
	 * Return the metadata of a collection.
	 * @param collectionId the id of the collection
	 * @return the fields, empty if there are none
	 */
	public Mono<Map<String, String>> readMetadata(String collectionId) {
		return this.metadata.read(ResourcePath.of(ONE, collectionId));
	}

	/**
	 * Replace all metadata of a collection.
	 * @param collectionId the id of the collection
	 * @param fields all fields. A name is a lowercase letter followed by lowercase
	 * letters, digits and {@code _}, 250 characters at most. A value has 5000 characters
	 * at most. There can be 1000 fields at most.
	 * @return completes when the metadata is stored
	 */
	public Mono<Void> updateMetadata(String collectionId, Map<String, String> fields) {
		return this.metadata.update(ResourcePath.of(ONE, collectionId), fields);
	}

	/**
	 * Return one field of the metadata of a collection.
	 * @param collectionId the id of the collection
	 * @param field the name of the field
	 * @return the value, or empty if the field has none. A missing field fails with an
	 * {@link io.m2x.client.error.M2xNotFoundException}.
	 */
	public Mono<String> readMetadataField(String collectionId, String field) {
		return this.metadata.readField(ResourcePath.of(ONE, collectionId), field);
	}

	/**
	 * Create or replace one field of the metadata of a collection. Other fields stay
	 * unchanged.
	 * @param collectionId the id of the collection
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 * @return completes when the field is stored
	 */
	public Mono<Void> updateMetadataField(String collectionId, String field, String value) {
		return this.metadata.updateField(ResourcePath.of(ONE, collectionId), field, value);
	}

	private M2xRequest devicesRequest(String collectionId, boolean children) {
		return request("collections.devices", HttpMethod.GET, DEVICES, collectionId).query("include_children",
				children ? true : null);
	}

	private M2xRequest request(String operation, HttpMethod method, String path, String... variables) {
		return this.transport.request(operation, method, ResourcePath.of(path, variables));
	}

}
