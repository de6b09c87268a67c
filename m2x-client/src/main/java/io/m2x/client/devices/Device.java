package io.m2x.client.devices;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;
import io.m2x.client.locations.Location;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.Visibility;

/**
 * Device: a thing that has data streams and a location.
 *
 * @param id the id, 32 hexadecimal digits
 * @param url the address of the device
 * @param name the name
 * @param description the description, or {@code null}
 * @param visibility who can see the device
 * @param status whether the device is in use
 * @param serial the serial, unique within the account, or {@code null}
 * @param tags the tags; empty if there are none
 * @param collections the ids of the collections that hold the device
 * @param metadata the metadata; empty where the answer has none, as in most lists
 * @param location where the device is, or {@code null} if it was never located
 * @param streams how many streams there are, and their values if they were asked for
 * @param triggers how many triggers there are; {@code null} for another account's device
 * @param key the device's primary API key, which is never written as JSON; {@code null}
 * for another account's device
 * @param distribution the address of the distribution the device came from, or
 * {@code null}
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
		tags = Present.items(tags);
		collections = Present.items(collections);
		metadata = Present.entries(metadata);
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
	 * Return the values of the streams, if the query asked for them.
	 * @return the current values by name of the stream; empty if they were not asked for
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
	 * Streams of a device, in short.
	 *
	 * @param count how many there are
	 * @param url the address of the list of streams
	 * @param values the current values by name of the stream, where they were asked for;
	 * a stream without a value is missing
	 */
	public record StreamsSummary(int count, @Nullable URI url, Map<String, StreamValue> values) {

		public StreamsSummary {
			values = Present.entries(values);
		}

	}

	/**
	 * Triggers of a device, in short.
	 *
	 * @param count how many there are
	 * @param url the address of the list of triggers
	 */
	public record TriggersSummary(int count, @Nullable URI url) {

	}

}
