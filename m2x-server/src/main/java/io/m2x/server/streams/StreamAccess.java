package io.m2x.server.streams;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.security.Caller;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;

/**
 * Finds the stream that a path names, for callers that may reach it.
 *
 * @since 0.1.0
 */
@Component
public final class StreamAccess {

	private final DeviceAccess access;

	private final StreamStore store;

	StreamAccess(DeviceAccess access, StreamStore store) {
		this.access = access;
		this.store = store;
	}

	/**
	 * Find the stream for reading.
	 * @param caller the caller
	 * @param request the request
	 * @param name the name of the stream
	 * @return the stream
	 */
	public Target toRead(Caller caller, ApiRequest request, String name) {
		return target(this.access.toReadStream(caller, request), name);
	}

	/**
	 * Find the stream for changing it or its values.
	 * @param caller the caller
	 * @param request the request
	 * @param name the name of the stream
	 * @return the stream
	 */
	public Target toWrite(Caller caller, ApiRequest request, String name) {
		return target(this.access.toWriteStream(caller, request), name);
	}

	/**
	 * Lock the device of a stream and read the stream again.
	 * @param target the stream as it was found
	 * @return the stream as it is, and stays until the end of the transaction
	 */
	public DataStream lock(Target target) {
		this.access.lock(target.scope());
		return this.store.find(target.scope().device(), target.stream().name())
			.filter((stream) -> stream.row() == target.stream().row())
			.orElseThrow(() -> ApiException.notFound("Stream"));
	}

	private Target target(DeviceScope scope, String name) {
		@Nullable DataStream stream = this.store.find(scope.device(), name).orElse(null);
		scope.requireStream((stream != null) ? stream.row() : null);
		if (stream == null) {
			throw ApiException.notFound("Stream");
		}
		return new Target(scope, stream);
	}

	/**
	 * A stream within reach.
	 *
	 * @param scope the device of the stream
	 * @param stream the stream
	 */
	public record Target(DeviceScope scope, DataStream stream) {

	}

}
