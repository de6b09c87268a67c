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
	 * @param query which page, and in which order
	 * @return the page
	 */
	Page<Distribution> list(DistributionQuery query);

	/**
	 * Return all distributions of the account, from the page of the query on. A page
	 * is asked for when the distributions of the one before are used up.
	 * @param query in which order, by default in that of their creation
	 * @return the distributions
	 */
	Stream<Distribution> listAll(DistributionQuery query);

	/**
	 * Return a page of the account's distributions that a search finds.
	 * @param search which distributions
	 * @return the page
	 */
	Page<Distribution> search(DistributionSearch search);

	/**
	 * Return all distributions of the account that a search finds, from the page of
	 * its query on. A page is asked for when the distributions of the one before are
	 * used up.
	 * @param search which distributions, and in which order
	 * @return the distributions
	 */
	Stream<Distribution> searchAll(DistributionSearch search);

	/**
	 * Create a distribution.
	 * @param distribution what to create
	 * @return the new distribution, with its id and its own key, but without its
	 * metadata
	 */
	Distribution create(CreateDistribution distribution);

	/**
	 * Return a distribution.
	 * @param distributionId the id of the distribution
	 * @return the distribution, with its metadata
	 */
	Distribution view(String distributionId);

	/**
	 * Edit a distribution. Devices that are there do not change.
	 * @param distributionId the id of the distribution
	 * @param update the new attributes
	 */
	void update(String distributionId, UpdateDistribution update);

	/**
	 * Delete a distribution. Its devices stay.
	 * @param distributionId the id of the distribution
	 */
	void delete(String distributionId);

	/**
	 * Return a page of the devices of a distribution.
	 * @param distributionId the id of the distribution
	 * @param query which page, in which order and how detailed
	 * @return the page
	 */
	Page<Device> devices(String distributionId, DeviceQuery query);

	/**
	 * Return all devices of a distribution, from the page of the query on. A page is
	 * asked for when the devices of the one before are used up.
	 * @param distributionId the id of the distribution
	 * @param query in which order and how detailed; by default in the order of
	 * creation
	 * @return the devices
	 */
	Stream<Device> allDevices(String distributionId, DeviceQuery query);

	/**
	 * Make a device from a distribution. It begins with the attributes, the metadata
	 * and the streams of the distribution, whose streams are locked from then on.
	 * @param distributionId the id of the distribution
	 * @param device the serial of the device, and what shall differ from the
	 * distribution
	 * @return the new device, with its id and its own key
	 */
	Device addDevice(String distributionId, AddDevice device);

	/**
	 * Return the streams that devices of a distribution begin with.
	 * @param distributionId the id of the distribution
	 * @return all streams, in the order of their creation
	 */
	List<DataStream> listStreams(String distributionId);

	/**
	 * Return one of the streams that devices of a distribution begin with.
	 * @param distributionId the id of the distribution
	 * @param name the name of the stream
	 * @return the stream, which has no value
	 */
	DataStream viewStream(String distributionId, String name);

	/**
	 * Create a stream that devices of a distribution begin with, or update the one of
	 * that name; refused while the distribution has devices.
	 * @param distributionId the id of the distribution
	 * @param name the name of the stream: letters, digits, {@code _}, {@code -} and
	 * {@code .}
	 * @param definition the settings
	 * @return the new stream, or empty if an existing one was updated, which may be
	 * the work of an earlier attempt of this call
	 */
	Optional<DataStream> createOrUpdateStream(String distributionId, String name, StreamDefinition definition);

	/**
	 * Delete a stream that devices of a distribution begin with; refused while the
	 * distribution has devices.
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
	 * @param fields the fields; a name has lowercase letters, digits and {@code _},
	 * begins with a letter and has 250 characters at most; a value has 5000 characters
	 * at most
	 */
	void updateMetadata(String distributionId, Map<String, String> fields);

	/**
	 * Return one field of the metadata of a distribution.
	 * @param distributionId the id of the distribution
	 * @param field the name of the field
	 * @return the value, or empty if the field has none
	 */
	Optional<String> readMetadataField(String distributionId, String field);

	/**
	 * Create or replace one field of the metadata of a distribution, leaving the
	 * others alone.
	 * @param distributionId the id of the distribution
	 * @param field the name of the field
	 * @param value the value, 5000 characters at most
	 */
	void updateMetadataField(String distributionId, String field, String value);

}
