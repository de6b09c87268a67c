package io.m2x.client.devices;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;
import io.m2x.client.locations.Location;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.Visibility;

/**
 * Device with data streams and a location.
 *
 * @param id the id, 32 hexadecimal digits
 * @param url the URL of the device
 * @param name the name
 * @param description the description, or {@code null}
 * @param visibility who can see the device
 * @param status whether the device is enabled
 * @param serial the serial, unique within the account, or {@code null}
 * @param tags the tags; empty if there are none
 * @param collections the ids of the collections that contain the device
 * @param metadata the metadata; empty if the response has none, as in most lists
 * @param location where the device is, or {@code null} if it was never located
 * @param streams the number of streams, and their current values if requested
 * @param triggers the number of triggers; {@code null} for a device of another account
 * @param key the primary API key of the device, which is never written as JSON;
 * {@code null} for a device of another account
 * @param distribution the URL of the distribution the device came from, or {@code null}
 * @param distributionName the name of that distribution, or {@code null}
 * @param lastActivity when the device last sent data, or {@code null} if unknown
 * @param created when the device was created
 * @param updated when the device was last edited
 * @since 0.1.0
 */
public record Device(String id, @Nullable URI url, String name, @Nullable String description,
		@Nullable Visibility visibility, @Nullable ResourceStatus status, @Nullable String serial, List<String> tags,
		List<String> collections, @JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> metadata,
		@Nullable Location location, @Nullable StreamsSummary streams, @Nullable TriggersSummary triggers,
		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String key, @Nullable URI distribution,
		@Nullable String distributionName, @Nullable Instant lastActivity, @Nullable Instant created,
		@Nullable Instant updated) {

	public Device {
		tags = WithoutNulls.list(tags);
		collections = WithoutNulls.list(collections);
		metadata = WithoutNulls.map(metadata);
		location = (location != null && location.isKnown()) ? location : null;
	}

	/**
	 * Return a reference to this device, for the methods of the services.
	 * @return the reference
	 */
	public DeviceRef ref() {
		return DeviceRef.id(this.id);
	}

	/**
	 * Return the current values of the streams, if the query requested them.
	 * @return the values by name of the stream; empty if they were not requested
	 */
	public Map<String, StreamValue> streamValues() {
		return (this.streams != null) ? this.streams.values() : Collections.emptyMap();
	}

	@Override
	public String toString() {
		return "Device[id=" + this.id + ", name=" + this.name + ", serial=" + this.serial + ", visibility="
				+ this.visibility + ", status=" + this.status + "]";
	}

	/**
	 * Summary of the streams of a device.
	 *
	 * @param count the number of streams
	 * @param url the URL of the list of streams
	 * @param values the current values by name of the stream, if requested; a stream
	 * without a value is missing
	 */
	public record StreamsSummary(int count, @Nullable URI url, Map<String, StreamValue> values) {

		public StreamsSummary {
			values = WithoutNulls.map(values);
		}

	}

	/**
	 * Summary of the triggers of a device.
	 *
	 * @param count the number of triggers
	 * @param url the URL of the list of triggers
	 */
	public record TriggersSummary(int count, @Nullable URI url) {

	}

}
