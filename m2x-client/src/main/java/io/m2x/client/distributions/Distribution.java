package io.m2x.client.distributions;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.Visibility;

/**
 * Distribution, which is a template for devices.
 *
 * @param id the id, 32 hexadecimal digits
 * @param name the name, which devices inherit
 * @param description the description, which devices inherit, or {@code null}
 * @param visibility the default visibility of its devices
 * @param serial always {@code null} on known servers
 * @param status whether the distribution is enabled
 * @param tags the tags, which devices inherit; empty if there are none
 * @param url the URL of the distribution
 * @param key the primary API key of the distribution, which gives access to its devices
 * and is never written as JSON
 * @param created when the distribution was created
 * @param updated when the distribution was last edited
 * @param metadata the metadata, which devices inherit; empty except in the result of
 * {@link M2xDistributions#view(String)}
 * @param devices the numbers of devices, or {@code null} if unknown
 * @since 0.1.0
 */
public record Distribution(String id, String name, @Nullable String description, @Nullable Visibility visibility,
		@Nullable String serial, @Nullable ResourceStatus status, List<String> tags, @Nullable URI url,
		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String key, @Nullable Instant created,
		@Nullable Instant updated, @JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, String> metadata,
		@Nullable DeviceCounts devices) {

	public Distribution {
		tags = WithoutNulls.list(tags);
		metadata = WithoutNulls.map(metadata);
	}

	@Override
	public String toString() {
		return "Distribution[id=" + this.id + ", name=" + this.name + ", visibility=" + this.visibility + ", status="
				+ this.status + ", devices=" + this.devices + "]";
	}

	/**
	 * Numbers of devices of a distribution.
	 *
	 * @param total the number of all devices
	 * @param registered the number of registered devices
	 * @param unregistered the number of unregistered devices
	 */
	public record DeviceCounts(int total, int registered, int unregistered) {

	}

}
