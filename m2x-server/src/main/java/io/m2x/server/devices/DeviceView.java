package io.m2x.server.devices;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A device as it goes over the wire.
 *
 * @param id the id, 32 hex digits
 * @param url the address of the device
 * @param name the name
 * @param description what it is
 * @param visibility {@code public} or {@code private}
 * @param status {@code enabled} or {@code disabled}
 * @param serial the serial, unique in the account
 * @param tags the tags
 * @param collections the ids of the collections it is in
 * @param metadata the metadata, left out when {@code null}
 * @param location the current location, an empty object if there is none
 * @param streams its streams in short
 * @param triggers its triggers in short, left out when {@code null}
 * @param key its primary key, left out when {@code null}
 * @param distribution the address of the distribution it came from, left out when
 * {@code null}
 * @param distributionName the name of that distribution, left out when {@code null}
 * @param lastActivity when it last sent data
 * @param created the time of creation
 * @param updated the time of the last edit
 * @since 0.1.0
 */
public record DeviceView(String id, String url, String name, @Nullable String description, String visibility,
		String status, @Nullable String serial, List<String> tags, List<String> collections,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> metadata, Object location,
		StreamsSummary streams, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TriggersSummary triggers,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String distribution,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String distributionName, Instant lastActivity,
		Instant created, Instant updated) {

	// Return the same for a caller who must not learn the primary key.
	DeviceView withoutKey() {
		return new DeviceView(this.id, this.url, this.name, this.description, this.visibility, this.status, this.serial,
				this.tags, this.collections, this.metadata, this.location, this.streams, this.triggers, null,
				this.distribution, this.distributionName, this.lastActivity, this.created, this.updated);
	}

	// Shows no key: whoever writes bodies also logs them.
	@Override
	public String toString() {
		return "DeviceView[" + this.id + "]";
	}

	/**
	 * How many streams there are, and on demand what they are at.
	 *
	 * @param count how many there are
	 * @param url where they are listed
	 * @param values current values by name, left out when {@code null}
	 */
	public record StreamsSummary(long count, String url,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, @Nullable Object> values) {

	}

	/**
	 * How many triggers there are.
	 *
	 * @param count how many there are
	 * @param url where they are listed
	 */
	public record TriggersSummary(long count, String url) {

	}

}
