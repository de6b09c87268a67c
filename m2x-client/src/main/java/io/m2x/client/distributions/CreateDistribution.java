package io.m2x.client.distributions;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.model.Visibility;

/**
 * Request to create a distribution.
 *
 * <pre>{@code
 * CreateDistribution request = CreateDistribution.named("Greenhouse sensor").withBaseDevice(deviceId);
 * }</pre>
 *
 * @param name the name
 * @param visibility the default visibility of its devices
 * @param description the description, or {@code null}
 * @param tags the tags, or {@code null}; no tag may contain a comma
 * @param metadata the metadata, or {@code null}
 * @param baseDevice the id of a device whose description, tags, metadata and streams are
 * copied, or {@code null}
 * @since 0.1.0
 */
public record CreateDistribution(String name, Visibility visibility, @Nullable String description,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> tags,
		@Nullable Map<String, String> metadata, @Nullable String baseDevice) {

	public CreateDistribution {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(visibility == Visibility.PUBLIC || visibility == Visibility.PRIVATE,
				"'visibility' must be PUBLIC or PRIVATE");
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	/**
	 * Create a request for a distribution whose devices are visible only to the account.
	 * @param name the name
	 * @return the request
	 */
	public static CreateDistribution named(String name) {
		return new CreateDistribution(name, Visibility.PRIVATE, null, null, null, null);
	}

	/**
	 * Return a copy of this request with a visibility.
	 * @param visibility the default visibility of its devices
	 * @return the request
	 */
	public CreateDistribution withVisibility(Visibility visibility) {
		return new CreateDistribution(this.name, visibility, this.description, this.tags, this.metadata,
				this.baseDevice);
	}

	/**
	 * Return a copy of this request with a description.
	 * @param description the description
	 * @return the request
	 */
	public CreateDistribution withDescription(@Nullable String description) {
		return new CreateDistribution(this.name, this.visibility, description, this.tags, this.metadata,
				this.baseDevice);
	}

	/**
	 * Return a copy of this request with tags.
	 * @param tags the tags, without commas
	 * @return the request
	 */
	public CreateDistribution withTags(String... tags) {
		return new CreateDistribution(this.name, this.visibility, this.description, List.of(tags), this.metadata,
				this.baseDevice);
	}

	/**
	 * Return a copy of this request with metadata.
	 * @param metadata the fields
	 * @return the request
	 */
	public CreateDistribution withMetadata(@Nullable Map<String, String> metadata) {
		return new CreateDistribution(this.name, this.visibility, this.description, this.tags, metadata,
				this.baseDevice);
	}

	/**
	 * Return a copy of this request for a distribution with the content of a device.
	 * @param deviceId the id of the device whose description, tags, metadata and streams
	 * are copied
	 * @return the request
	 */
	public CreateDistribution withBaseDevice(@Nullable String deviceId) {
		return new CreateDistribution(this.name, this.visibility, this.description, this.tags, this.metadata, deviceId);
	}

}
