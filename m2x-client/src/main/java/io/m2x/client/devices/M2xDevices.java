package io.m2x.client.devices;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.MetadataEndpoint;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;
import io.m2x.client.streams.M2xStreams;

/**
 * Manages the devices of an account and searches the public catalog.
 *
 * <pre>{@code
 * Mono<Device> created = devices.create(CreateDevice.named("Greenhouse 1").withSerial("GH-1"));
 * Flux<Device> greenhouses = devices.searchAll(DeviceSearch.create().withTags("greenhouse"));
 * }</pre>
 * <p>
 * A call fails with an {@link M2xForbiddenException} if the key does not allow it, and
 * with an {@link M2xNotFoundException} if the device does not exist or the key does not
 * see it.
 *
 * @since 0.1.0
 */
public class M2xDevices {

	static {
		PackageAccess.register(M2xDevices.class, M2xDevices::new);
	}

	private static final ResourcePath ALL = ResourcePath.of("/devices");

	private final M2xTransport transport;

	private final DeviceLists lists = new DeviceLists();

	private final MetadataEndpoint metadata;

	private final DeviceProvisioner provisioner;

	M2xDevices(M2xTransport transport) {
		this.transport = transport;
		this.metadata = new MetadataEndpoint(transport, "devices");
		this.provisioner = new DeviceProvisioner(this, PackageAccess.create(M2xStreams.class, transport));
	}

	/**
	 * Return a page of the account's devices, by default those with the latest activity
	 * first; needs a master key.
	 * @param query the page, the order and the details
	 * @return the page
	 */
	public Mono<Page<Device>> list(DeviceQuery query) {
		return this.lists.page(listRequest(), query);
	}

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
	public Flux<Device> listAll(DeviceQuery query) {
		return this.lists.all("devices.list", this::listRequest, query);
	}

	/**
	 * Search a page of the account's devices, by default those with the latest activity
	 * first; needs a master key.
	 * @param search which devices
	 * @return the page
	 */
	public Mono<Page<Device>> search(DeviceSearch search) {
		return search("devices.search", "/devices/search", search);
	}

	/**
	 * Search all devices of the account, starting at the page set by
	 * {@link DeviceSearch#show(DeviceQuery)}, 1 by default; needs a master key. Paging,
	 * order and failures are as in {@link #listAll(DeviceQuery)}.
	 * @param search which devices
	 * @return the devices
	 */
	public Flux<Device> searchAll(DeviceSearch search) {
		return DeviceLists.all("devices.search", search.query(), (query) -> search(search.show(query)));
	}

	/**
	 * Return a page of the public devices of all accounts; works without a key.
	 * @param query the page and the order, by default the newest first; stream values and
	 * metadata are not available
	 * @return the page; its devices have no key
	 */
	public Mono<Page<Device>> catalog(DeviceQuery query) {
		return this.lists.page(catalogRequest(), query);
	}

	/**
	 * Return all public devices of all accounts, starting with the page of the query;
	 * works without a key. Paging, order and failures are as in
	 * {@link #listAll(DeviceQuery)}.
	 * @param query the page and the order, by default that of creation; stream values and
	 * metadata are not available
	 * @return the devices; they have no key
	 */
	public Flux<Device> catalogAll(DeviceQuery query) {
		return this.lists.all("devices.catalog", this::catalogRequest, query);
	}

	/**
	 * Search a page of the public devices of all accounts; works without a key.
	 * @param search which devices; criteria about collections, distributions, triggers
	 * and commands have no effect, as these are private
	 * @return the page; its devices have no key
	 */
	public Mono<Page<Device>> catalogSearch(DeviceSearch search) {
		return search("devices.catalog-search", "/devices/catalog/search", search);
	}

	/**
	 * Search all public devices of all accounts, starting at the page set by
	 * {@link DeviceSearch#show(DeviceQuery)}, 1 by default; works without a key. Paging,
	 * order and failures are as in {@link #listAll(DeviceQuery)}.
	 * @param search which devices
	 * @return the devices; they have no key
	 */
	public Flux<Device> catalogSearchAll(DeviceSearch search) {
		return DeviceLists.all("devices.catalog-search", search.query(), (query) -> catalogSearch(search.show(query)));
	}

	private M2xRequest catalogRequest() {
		return this.transport.request("devices.catalog", HttpMethod.GET, ResourcePath.of("/devices/catalog"));
	}

	private Mono<Page<Device>> search(String operation, String path, DeviceSearch search) {
		return search.request(this.transport, operation, ResourcePath.of(path)).retrievePage("devices", Device.class);
	}

	/**
	 * Return the tags of all devices; needs a master key.
	 * @return the number of devices by tag
	 */
	public Mono<Map<String, Long>> tags() {
		return this.transport.request("devices.tags", HttpMethod.GET, ResourcePath.of("/devices/tags"))
			.retrieveTree()
			.map(M2xDevices::readTags);
	}

	/**
	 * Create a device; needs a master key.
	 * @param device the attributes
	 * @return the new device, with its id and its own key
	 */
	public Mono<Device> create(CreateDevice device) {
		return this.transport.request("devices.create", HttpMethod.POST, ALL).body(device).retrieve(Device.class);
	}

	// A device with a serial can't be created twice, so the request is idempotent.
	Mono<Device> createWithSerial(CreateDevice device) {
		return this.transport.request("devices.create", HttpMethod.POST, ALL)
			.body(device)
			.idempotent(true)
			.retrieve(Device.class);
	}

	/**
	 * Ensure that a device exists and meets a definition; needs a master key. <pre>{@code
	 * devices.ensure(DeviceRef.serial("GH-1"), (device) -> device.name("Greenhouse 1")
	 *     .stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C")));
	 * }</pre> A device with a serial is created if it does not exist. A device with an id
	 * must exist. Only differences are changed, and nothing is removed: a device that
	 * already meets the definition is only read. Several applications can ensure the same
	 * device at once, and a failed call can be retried.
	 * <p>
	 * M2X has no conditional updates: an update always replaces the name and the
	 * visibility, and the tags as a whole. So they are read right before, tags are sent
	 * only if one is missing, and they are read and sent again, up to five times, if
	 * another caller has replaced them meanwhile. A change that somebody else makes
	 * between the reading and the update may still be lost, for instance a tag that
	 * another application adds at the same moment; the next call of {@code ensure} with
	 * that tag restores it.
	 * @param device the device
	 * @param definition gets an empty definition and returns it with the desired state
	 * @return the device in its new state; fails with {@link M2xStreamTypeException},
	 * before anything is changed, if a stream exists with another type, and with
	 * {@link M2xNotFoundException} if there is no device with the id, and with
	 * {@link io.m2x.client.error.M2xTransportException} if an update is needed but the
	 * visibility of the device is neither defined nor readable
	 */
	public Mono<Device> ensure(DeviceRef device, UnaryOperator<DeviceDefinition> definition) {
		return ensure(device, definition.apply(DeviceDefinition.any()));
	}

	/**
	 * Ensure that a device exists and meets a definition, as
	 * {@link #ensure(DeviceRef, UnaryOperator)} does; needs a master key.
	 * @param device the device
	 * @param definition the desired state
	 * @return the device in its new state; fails as
	 * {@link #ensure(DeviceRef, UnaryOperator)} does
	 */
	public Mono<Device> ensure(DeviceRef device, DeviceDefinition definition) {
		Assert.notNull(device, "'device' must not be null");
		Assert.notNull(definition, "'definition' must not be null");
		return this.provisioner.ensure(device, definition);
	}

	/**
	 * Return a device.
	 * @param device the device
	 * @return the device
	 */
	public Mono<Device> view(DeviceRef device) {
		return request("devices.view", HttpMethod.GET, device).retrieve(Device.class);
	}

	/**
	 * Update a device; needs a master key.
	 * @param device the device
	 * @param update the changes
	 * @return completes when the device is updated
	 */
	public Mono<Void> update(DeviceRef device, UpdateDevice update) {
		return request("devices.update", HttpMethod.PUT, device).body(update).retrieve();
	}

	/**
	 * Delete a device with all its data; needs a master key.
	 * @param device the device
	 * @return completes when the device is deleted
	 */
	public Mono<Void> delete(DeviceRef device) {
		return request("devices.delete", HttpMethod.DELETE, device).retrieve();
	}

	/**
	 * Return the latest requests for a device, including failed ones.
	 * @param device the device
	 * @return at most 100 requests, newest first
	 */
	public Mono<List<LoggedRequest>> log(DeviceRef device) {
		ResourcePath path = ResourcePath.ofDevice(device, "/log");
		return this.transport.request("devices.log", HttpMethod.GET, path)
			.retrieveList("requests", LoggedRequest.class);
	}

	/**
	 * Return the metadata of a device.
	 * @param device the device
	 * @return the fields, empty if there are none
	 */
	public Mono<Map<String, String>> readMetadata(DeviceRef device) {
		return this.metadata.read(path(device));
	}

	/**
	 * Replace the metadata of a device. Other fields are removed.
	 * @param device the device
	 * @param fields all fields. A name is a lowercase letter followed by lowercase
	 * letters, digits and {@code _}, 250 characters at most. A value has 5000 characters
	 * at most. A device has 1000 fields at most.
	 * @return completes when the metadata is stored
	 */
	public Mono<Void> updateMetadata(DeviceRef device, Map<String, String> fields) {
		return this.metadata.update(path(device), fields);
	}

	/**
	 * Return one field of the metadata of a device.
	 * @param device the device
	 * @param field the name of the field
	 * @return the value, or empty if the field has none. A missing field fails with an
	 * {@link M2xNotFoundException}.
	 */
	public Mono<String> readMetadataField(DeviceRef device, String field) {
		return this.metadata.readField(path(device), field);
	}

	/**
	 * Create or replace one field of the metadata of a device. Other fields stay
	 * unchanged.
	 * @param device the device
	 * @param field the name of the field, as in {@link #updateMetadata(DeviceRef, Map)}
	 * @param value the value, 5000 characters at most
	 * @return completes when the field is stored
	 */
	public Mono<Void> updateMetadataField(DeviceRef device, String field, String value) {
		return this.metadata.updateField(path(device), field, value);
	}

	private M2xRequest listRequest() {
		return this.transport.request("devices.list", HttpMethod.GET, ALL);
	}

	private M2xRequest request(String operation, HttpMethod method, DeviceRef device) {
		return this.transport.request(operation, method, path(device));
	}

	private static ResourcePath path(DeviceRef device) {
		return ResourcePath.ofDevice(device, "");
	}

	// Reads both forms that servers send: an object, and an array of objects with one
	// member each.
	private static Map<String, Long> readTags(JsonNode response) {
		Map<String, Long> counts = new LinkedHashMap<>();
		JsonNode tags = response.path("tags");
		Iterable<JsonNode> objects = tags.isArray() ? tags : Collections.singleton(tags);
		objects.forEach((object) -> object.properties()
			.forEach((tag) -> counts.merge(tag.getKey(), tag.getValue().asLong(0), Long::sum)));
		return Collections.unmodifiableMap(counts);
	}

}
