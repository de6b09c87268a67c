package io.m2x.spring.boot.autoconfigure.embedded;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the embedded M2X server.
 *
 * @param enabled Whether to start an embedded server if the class path has one and no
 * base URL is set.
 * @param port Port to listen on, at the loopback address only. Use 0 for a free port.
 * @param dataDirectory Directory for the data. If not set, the data is lost when the
 * application stops.
 * @since 0.1.0
 */
@ConfigurationProperties("m2x.embedded")
public record M2xEmbeddedProperties(@DefaultValue("true") boolean enabled, @DefaultValue("0") int port,
		@Nullable Path dataDirectory) {

}
