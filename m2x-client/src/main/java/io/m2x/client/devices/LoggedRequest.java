package io.m2x.client.devices;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * Entry of the request log of a device.
 *
 * @param timestamp the time of the request
 * @param status the HTTP status of the response
 * @param httpMethod the HTTP method
 * @param path the path, without host and version
 * @since 0.1.0
 */
public record LoggedRequest(@Nullable Instant timestamp, @Nullable Integer status,
		@JsonAlias("method") @Nullable String httpMethod, @Nullable String path) {

}
