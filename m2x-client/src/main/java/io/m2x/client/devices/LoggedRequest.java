package io.m2x.client.devices;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * Request that was made for a device.
 *
 * @param timestamp when it was made
 * @param status the HTTP status of the answer
 * @param httpMethod the HTTP verb
 * @param path the path, without host and version
 * @since 0.1.0
 */
public record LoggedRequest(@Nullable Instant timestamp, @Nullable Integer status,
		@JsonAlias("method") @Nullable String httpMethod, @Nullable String path) {

}
