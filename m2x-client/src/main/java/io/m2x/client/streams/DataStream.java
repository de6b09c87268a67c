package io.m2x.client.streams;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.m2x.client.model.StreamValue;

/**
 * Data stream of a device.
 *
 * @param name the name, unique within the device
 * @param displayName the display name, or {@code null}
 * @param value the value with the newest timestamp, or {@code null} if there is none
 * @param latestValueAt the newest timestamp, or {@code null} if there is no value
 * @param type the type of the values
 * @param unit the unit; its parts are {@code null} until set
 * @param url the URL of the stream
 * @param created when the stream was created
 * @param updated when the stream was last edited
 * @since 0.1.0
 */
public record DataStream(String name, @Nullable String displayName, @Nullable StreamValue value,
		@Nullable Instant latestValueAt, @Nullable StreamType type, @Nullable StreamUnit unit, @Nullable URI url,
		@Nullable Instant created, @Nullable Instant updated) {

}
