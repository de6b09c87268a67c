package io.m2x.client.blocking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.distributions.AddDevice;
import io.m2x.client.distributions.CreateDistribution;
import io.m2x.client.distributions.Distribution;
import io.m2x.client.distributions.DistributionQuery;
import io.m2x.client.distributions.DistributionSearch;
import io.m2x.client.distributions.M2xDistributions;
import io.m2x.client.distributions.UpdateDistribution;
import io.m2x.client.model.Page;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;

/**
 * Blocking twin of {@link M2xDistributions}: distributions.
 *
 * @since 0.1.0
 */
public interface M2xBlockingDistributions {

	/**
	 * Return a page of the account's distributions.
	 * @param query the page and the order
	 * @return the page
	 */
	Page<Distribution> list(DistributionQuery query);

	/**
	 * Return all distributions of the account, starting with the page of the query. The
	 * next page is fetched when the distributions of the current one are consumed. If a
	 * page can't be read, the error comes after the distributions before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param query in which order, by default in that of their creation
	 * @return the distributions
	 */
	Stream<Distribution> listAll(DistributionQuery query);

	/**
	 * Search a page of the account's distributions.
	 * @param search which distributions
	 * @return the page
	 */
	Page<Distribution> search(DistributionSearch search);

	/**
	 * Search all distributions of the account, starting with the page of the query of the
	 * search. The next page is fetched when the distributions of the current one are
	 * consumed. If a page can't be read, the error comes after the distributions before
	 * it, and {@link io.m2x.client.error.M2xException#page()} returns the page to resume
	 * with.
	 * @param search which distributions, and in which order
	 * @return the distributions
	 */
	Stream<Distribution> searchAll(DistributionSearch search);

	/**
	 * Create a distribution.
	 * @param distribution the attributes
	 * @return the new distribution, with its id and its own key, but without its metadata
	 */
	Distribution create(CreateDistribution distribution);

	/**
	 * Return a distribution.
	 * @param distributionId the id of the distribution
	 * @return the distribution, with its metadata
	 */
	Distribution view(String distributionId);

	/**
	 * Update a distribution. Existing devices do not change.
	 * @param distributionId the id of the distribution
	 * @param update the changes
	 */
	void update(String distributionId, UpdateDistribution update);

	/**
	 * Delete a distribution. Its devices remain.
	 * @param distributionId the id of the distribution
	 */
	void delete(String distributionId);

	/**
	 * Return a page of the devices of a distribution.
	 * @param distributionId the id of the distribution
	 * @param query the page, the order and the details
	 * @return the page
	 */
	Page<Device> devices(String distributionId, DeviceQuery query);

	/**
	 * Return all devices of a distribution, starting with the page of the query. The next
	 * page is fetched when the devices of the current one are consumed. If a page can't
	 * be read, the error comes after the devices before it, and
	 * {@link io.m2x.client.error.M2xException#page()} returns the page to resume with.
	 * @param distributionId the id of the distribution
	 * @param query the order and the details; by default in the order of creation
	 * @return the devices
	 */
	Stream<Device> allDevices(String distributionId, DeviceQuery query);

	/**
	 * Add a device to a distribution. The device starts with the attributes, the metadata
	 * and the streams of the distribution. From then on the streams of the distribution
	 * can't be changed.
	 * @param distributionId the id of the distribution
	 * @param device the serial of the device, and attributes that differ from the
	 * distribution
	 * @return the new device, with its id and its own key
	 */
	Device addDevice(String distributionId, AddDevice device);

	/**
	 * Return the streams with which devices of a distribution start.
	 * @param distributionId the id of the distribution
	 * @return all streams, in the order of their creation
	 */
	List<DataStream> listStreams(String distributionId);

	/**
	 * Return one of the streams with which devices of a distribution start.
	 * @param distributionId the id of the distribution
	 * @param name the name of the stream
	 * @return the stream, which has no value
	 */
	DataStream viewStream(String distributionId, String name);

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
	Optional<DataStream> createOrUpdateStream(String distributionId, String name, StreamDefinition definition);

	/**
	 * Delete a stream with which devices of a distribution start. M2X rejects this while
	 * the distribution has devices.
	 * @param distributionId the id of the distribution
	 * @param name the name of the stream
	 */
	void deleteStream(String distributionId, String name);

	/**
	 * Return the metadata of a distribution.
	 * @param distributionId the id of the distribution
	 * @return the fields, empty if there are none
	 */
	Map<String, String> readMetadata(String distributionId);

	/**
	 * Replace all metadata of a distribution.
	 * @param distributionId the id of the distribution
	 * @param fields all fields. A name is a lowercase letter followed by lowercase
	 * letters, digits and {@code _}, 250 characters at most. A value has 5000 characters
	 * at most. There can be 1000 fields at most.
	 */
	void updateMetadata(String distributionId, Map<String, String> fields);

	/**
	 * Return one field of the metadata of a distribution.
	 * @param distributionId the id of the distribution
	 * @param field the name of the field
	 * @return the value, or empty if the field has none. A missing field fails with an
	 * {@link io.m2x.client.error.M2xNotFoundException}.
	 */
	Optional<String> readMetadataField(String distributionId, String field);

	/**
	 * Create or replace one field of the metadata of a distribution. Other fields stay
	 * unchanged.
	 * @param distributionId the id of the distribution
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 */
	void updateMetadataField(String distributionId, String field, String value);

}
