package io.m2x.server.writes;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.access.DeviceScope;
import io.m2x.server.streams.KnownStream;
import io.m2x.server.web.ApiException;

/**
 * A device that a caller may write to.
 *
 * @param scope the device, and how far the caller may reach
 * @param streams the streams of the device by name
 */
record Destination(DeviceScope scope, Map<String, KnownStream> streams) {

	// Return one stream, for callers that may reach it.
	KnownStream stream(String name) {
		@Nullable KnownStream stream = this.streams.get(name);
		this.scope.requireStream((stream != null) ? stream.row() : null);
		if (stream == null) {
			throw ApiException.notFound("Stream");
		}
		return stream;
	}

	// Return all streams, for callers that may reach the whole device.
	Map<String, KnownStream> all() {
		this.scope.requireWhole();
		return this.streams;
	}

}
