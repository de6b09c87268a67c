package io.m2x.client.distributions;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.MetadataEndpoint;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.Pages;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.SharedLists;
import io.m2x.client.model.Page;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;

/**
 * Manages the distributions of an account and their devices. All calls need a master key.
 *
 * <pre>{@code
 * Mono<Device> device = distributions.create(CreateDistribution.named("Greenhouse sensor"))
 *     .flatMap((distribution) -> distributions.addDevice(distribution.id(), AddDevice.serial("GH-1")));
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xDistributions {

	static {
		PackageAccess.register(M2xDistributions.class, M2xDistributions::new);
	}

	private static final String ALL = "/distributions";

	private static final String ONE = "/distributions/{distribution}";

	private static final String DEVICES = ONE + "/devices";

	private static final String STREAMS = ONE + "/streams";

	private static final String STREAM = STREAMS + "/{stream}";

	private final M2xTransport transport;

	private final SharedLists<DeviceQuery, Device> deviceLists = PackageAccess.lists(DeviceQuery.class);

	private final MetadataEndpoint metadata;

	M2xDistributions(M2xTransport transport) {
		this.transport = transport;
		this.metadata = new MetadataEndpoint(transport, "distributions");
	}

	/**
	 * Return a page of the account's distributions.
	 * @param query the page and the order
	 * @return the page
	 */
	public Mono<Page<Distribution>> list(DistributionQuery query) {
		return query.addTo(request("distributions.list", HttpMethod.GET, ALL))
			.retrievePage("distributions", Distribution.class);
	}

	/**
	 * Return all distributions of the account, starting with the page of the query. The
	 * next page is fetched when the distributions of the current one are consumed. If a
	 * page can't be read, the error comes after the distributions before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param query in which order, by default in that of their creation
	 * @return the distributions
	 */
	public Flux<Distribution> listAll(DistributionQuery query) {
		return all("distributions.list", query, this::list);
	}

	/**
	 * Search a page of the account's distributions.
	 * @param search which distributions
	 * @return the page
	 */
	public Mono<Page<Distribution>> search(DistributionSearch search) {
		return search.request(this.transport, "distributions.search", ResourcePath.of("/distributions/search"))
			.retrievePage("distributions", Distribution.class);
	}

	/**
	 * Search all distributions of the account, starting with the page of the query of the
	 * search. The next page is fetched when the distributions of the current one are
	 * consumed. If a page can't be read, the error comes after the distributions before
	 * it, and {@link io.m2x.client.error.M2xException#page()} returns the page to resume
	 * with.
	 * @param search which distributions, and in which order
	 * @return the distributions
	 */
	public Flux<Distribution> searchAll(DistributionSearch search) {
		return all("distributions.search", search.query(), (query) -> search(search.show(query)));
	}

	private static Flux<Distribution> all(String operation, DistributionQuery query,
			Function<DistributionQuery, Mono<Page<Distribution>>> fetch) {
		return Pages.all(operation, query.page(), (number) -> fetch.apply(query.withPage(number)));
	}

	/**
	 * Create a distribution.
	 * @param distribution the attributes
	 * @return the new distribution, with its id and its own key, but without its metadata
	 */
	public Mono<Distribution> create(CreateDistribution distribution) {
		return request("distributions.create", HttpMethod.POST, ALL).body(distribution).retrieve(Distribution.class);
	}

	/**
	 * Return a distribution.
	 * @param distributionId the id of the distribution
	 * @return the distribution, with its metadata
	 */
	public Mono<Distribution> view(String distributionId) {
		return request("distributions.view", HttpMethod.GET, ONE, distributionId).retrieve(Distribution.class);
	}

	/**
	 * Update a distribution. Existing devices do not change.
	 * @param distributionId the id of the distribution
	 * @param update the changes
	 * @return completes when the distribution is updated
	 */
	public Mono<Void> update(String distributionId, UpdateDistribution update) {
		return request("distributions.update", HttpMethod.PUT, ONE, distributionId).body(update).retrieve();
	}

	/**
	 * Delete a distribution. Its devices remain.
	 * @param distributionId the id of the distribution
	 * @return completes when the distribution is deleted
	 */
	public Mono<Void> delete(String distributionId) {
		return request("distributions.delete", HttpMethod.DELETE, ONE, distributionId).retrieve();
	}

	/**
	 * Return a page of the devices of a distribution.
	 * @param distributionId the id of the distribution
	 * @param query the page, the order and the details
	 * @return the page
	 */
	public Mono<Page<Device>> devices(String distributionId, DeviceQuery query) {
		return this.deviceLists.page(devicesRequest(distributionId), query);
	}

	/**
	 * Return all devices of a distribution, starting with the page of the query. The next
	 * page is fetched when the devices of the current one are consumed. If a page can't
	 * be read, the error comes after the devices before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param distributionId the id of the distribution
	 * @param query the order and the details; by default in the order of creation
	 * @return the devices
	 */
	public Flux<Device> allDevices(String distributionId, DeviceQuery query) {
		return this.deviceLists.all("distributions.devices", () -> devicesRequest(distributionId), query);
	}

	/**
	 * Add a device to a distribution. The device starts with the attributes, the metadata
	 * and the streams of the distribution. From then on the streams of the distribution
	 * can't be changed.
	 * @param distributionId the id of the distribution
	 * @param device the serial of the device, and attributes that differ from the
	 * distribution
	 * @return the new device, with its id and its own key
	 */
	public Mono<Device> addDevice(String distributionId, AddDevice device) {
		return request("distributions.add-device", HttpMethod.POST, DEVICES, distributionId).body(device)
			.retrieve(Device.class);
	}

	/**
	 * Return the streams with which devices of a distribution start.
	 * @param distributionId the id of the distribution
	 * @return all streams, in the order of their creation
	 */
	public Mono<List<DataStream>> listStreams(String distributionId) {
		return request("distributions.list-streams", HttpMethod.GET, STREAMS, distributionId).retrieveList("streams",
				DataStream.class);
	}

	/**
	 * Return one of the streams with which devices of a distribution start.
	 * @param distributionId the id of the distribution
	 * @param name the name of the stream
	 * @return the stream, which has no value
	 */
	public Mono<DataStream> viewStream(String distributionId, String name) {
		return request("distributions.view-stream", HttpMethod.GET, STREAM, distributionId, name)
			.retrieve(DataStream.class);
	}

	/**
	 * Create a stream with which devices of a distribution start, or update the one with
	 * that name. M2X rejects this while the distribution has devices.
	 * @param distributionId the id of the distribution
	 * @param name the name of the stream: letters, digits, {@code _}, {@code -} and
	 * {@code .}
	 * @param definition the settings
	 * @return the new stream, or empty if an existing one was updated, which a retried
	 * attempt of this call may have created
	 */
	public Mono<DataStream> createOrUpdateStream(String distributionId, String name, StreamDefinition definition) {
		return request("distributions.create-or-update-stream", HttpMethod.PUT, STREAM, distributionId, name)
			.body(definition)
			.retrieveIfCreated(DataStream.class);
	}

	/**
	 * Delete a stream with which devices of a distribution start. M2X rejects this while
	 * the distribution has devices.
	 * @param distributionId the id of the distribution
	 * @param name the name of the stream
	 * @return completes when the stream is deleted
	 */
	public Mono<Void> deleteStream(String distributionId, String name) {
		return request("distributions.delete-stream", HttpMethod.DELETE, STREAM, distributionId, name).retrieve();
	}

	/**
	 * Return the metadata of a distribution.
	 * @param distributionId the id of the distribution
	 * @return the fields, empty if there are none
	 */
	public Mono<Map<String, String>> readMetadata(String distributionId) {
		return this.metadata.read(ResourcePath.of(ONE, distributionId));
	}

	/**
	 * Replace all metadata of a distribution.
	 * @param distributionId the id of the distribution
	 * @param fields all fields. A name is a lowercase letter followed by lowercase
	 * letters, digits and {@code _}, 250 characters at most. A value has 5000 characters
	 * at most. There can be 1000 fields at most.
	 * @return completes when the metadata is stored
	 */
	public Mono<Void> updateMetadata(String distributionId, Map<String, String> fields) {
		return this.metadata.update(ResourcePath.of(ONE, distributionId), fields);
	}

	/**
	 * Return one field of the metadata of a distribution.
	 * @param distributionId the id of the distribution
	 * @param field the name of the field
	 * @return the value, or empty if the field has none. A missing field fails with an
	 * {@link io.m2x.client.error.M2xNotFoundException}.
	 */
	public Mono<String> readMetadataField(String distributionId, String field) {
		return this.metadata.readField(ResourcePath.of(ONE, distributionId), field);
	}

	/**
	 * Create or replace one field of the metadata of a distribution. Other fields stay
	 * unchanged.
	 * @param distributionId the id of the distribution
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 * @return completes when the field is stored
	 */
	public Mono<Void> updateMetadataField(String distributionId, String field, String value) {
		return this.metadata.updateField(ResourcePath.of(ONE, distributionId), field, value);
	}

	private M2xRequest devicesRequest(String distributionId) {
		return request("distributions.devices", HttpMethod.GET, DEVICES, distributionId);
	}

	private M2xRequest request(String operation, HttpMethod method, String path, String... variables) {
		return this.transport.request(operation, method, ResourcePath.of(path, variables));
	}

}
