package io.m2x.client.blocking;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.streams.StreamDefinition;

/**
 * Blocking twin of {@link M2xStreams}: data streams.
 *
 * @since 0.1.0
 */
public interface M2xBlockingStreams {

	/**
	 * Return the streams of a device.
	 * @param device the device
	 * @return all streams, in the order of their creation
	 */
	List<DataStream> list(DeviceRef device);

	/**
	 * Return the streams of a device by name.
	 * @param device the device
	 * @return all streams by their names, in the order of their creation; can't be
	 * modified
	 */
	Map<String, DataStream> listByName(DeviceRef device);

	/**
	 * Return a stream.
	 * @param device the device
	 * @param name the name of the stream
	 * @return the stream
	 */
	DataStream view(DeviceRef device, String name);

	/**
	 * Create a stream, or update the one with that name.
	 * @param device the device
	 * @param name the name of the stream: letters, digits, {@code _}, {@code -} and
	 * {@code .}
	 * @param definition the settings
	 * @return the new stream, or empty if an existing one was updated, which a retried
	 * attempt of this call may have created
	 */
	Optional<DataStream> createOrUpdate(DeviceRef device, String name, StreamDefinition definition);

	/**
	 * Create or update several streams in one request.
	 * @param device the device
	 * @param definitions the settings by name of the stream
	 * @return the streams in their current state
	 */
	List<DataStream> createOrUpdateAll(DeviceRef device, Map<String, StreamDefinition> definitions);

	/**
	 * Delete a stream and all its values.
	 * @param device the device
	 * @param name the name of the stream
	 */
	void delete(DeviceRef device, String name);

}
