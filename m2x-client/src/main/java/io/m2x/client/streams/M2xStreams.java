package io.m2x.client.streams;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.model.DeviceRef;

/**
 * Manages the data streams of devices.
 *
 * <pre>{@code
 * streams.createOrUpdate(device, "temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C"));
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xStreams {

	static {
		PackageAccess.register(M2xStreams.class, M2xStreams::new);
	}

	private static final String LIST = "/streams";

	private static final String ONE = "/streams/{stream}";

	private final M2xTransport transport;

	M2xStreams(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return the streams of a device.
	 * @param device the device
	 * @return all streams, in the order of their creation
	 */
	public Mono<List<DataStream>> list(DeviceRef device) {
		return request("streams.list", HttpMethod.GET, device, LIST).retrieveList("streams", DataStream.class);
	}

	/**
	 * Return the streams of a device by name.
	 * @param device the device
	 * @return all streams by name, in the order of their creation, unmodifiable
	 */
	public Mono<Map<String, DataStream>> listByName(DeviceRef device) {
		return list(device).map((streams) -> {
			Map<String, DataStream> byName = new LinkedHashMap<>();
			streams.forEach((stream) -> byName.put(stream.name(), stream));
			return Collections.unmodifiableMap(byName);
		});
	}

	/**
	 * Return a stream.
	 * @param device the device
	 * @param name the name of the stream
	 * @return the stream
	 */
	public Mono<DataStream> view(DeviceRef device, String name) {
		return request("streams.view", HttpMethod.GET, device, ONE, name).retrieve(DataStream.class);
	}

	/**
	 * Create a stream, or update the one with that name.
	 * @param device the device
	 * @param name the name of the stream: letters, digits, {@code _}, {@code -} and
	 * {@code .}
	 * @param definition the settings
	 * @return the new stream, or empty if an existing one was updated, which a retried
	 * attempt of this call may have created
	 */
	public Mono<DataStream> createOrUpdate(DeviceRef device, String name, StreamDefinition definition) {
		return request("streams.create-or-update", HttpMethod.PUT, device, ONE, name).body(definition)
			.retrieveIfCreated(DataStream.class);
	}

	/**
	 * Create or update several streams in one request.
	 * @param device the device
	 * @param definitions the settings by name of the stream
	 * @return the streams in their current state
	 */
	public Mono<List<DataStream>> createOrUpdateAll(DeviceRef device, Map<String, StreamDefinition> definitions) {
		List<NamedDefinition> streams = new ArrayList<>();
		definitions.forEach((name, definition) -> streams.add(new NamedDefinition(name, definition)));
		return request("streams.create-or-update-all", HttpMethod.PUT, device, LIST).body(Map.of("streams", streams))
			.retrieveList("streams", DataStream.class);
	}

	/**
	 * Delete a stream and all its values.
	 * @param device the device
	 * @param name the name of the stream
	 * @return completes when the stream is deleted
	 */
	public Mono<Void> delete(DeviceRef device, String name) {
		return request("streams.delete", HttpMethod.DELETE, device, ONE, name).retrieve();
	}

	private M2xRequest request(String operation, HttpMethod method, DeviceRef device, String path, String... names) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, path, names));
	}

	/**
	 * One entry of a request for several streams.
	 *
	 * @param name the name of the stream
	 * @param definition its settings
	 */
	record NamedDefinition(String name, @JsonUnwrapped StreamDefinition definition) {

	}

}
