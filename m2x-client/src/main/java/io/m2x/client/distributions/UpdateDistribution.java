package io.m2x.client.distributions;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.Visibility;

/**
 * Request to update a distribution. M2X always requires the name and the visibility.
 * Other attributes that are {@code null} stay unchanged, and so do existing devices.
 *
 * <pre>{@code
 * UpdateDistribution update = UpdateDistribution.of(distribution).withDescription("Second series");
 * }</pre>
 *
 * @param name the name
 * @param visibility the default visibility of its devices
 * @param description the description, or {@code null}
 * @param status whether the distribution is enabled, or {@code null}
 * @param tags the tags, replacing the current ones, or {@code null}
 * @param metadata the metadata, replacing the current one, or {@code null}
 * @since 0.1.0
 */
public record UpdateDistribution(String name, Visibility visibility, @Nullable String description,
		@Nullable ResourceStatus status, @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> tags,
		@Nullable Map<String, String> metadata) {

	public UpdateDistribution {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(visibility == Visibility.PUBLIC || visibility == Visibility.PRIVATE,
				"'visibility' must be PUBLIC or PRIVATE");
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	/**
	 * Create an update with the attributes that M2X always requires.
	 * @param name the name
	 * @param visibility the default visibility of its devices
	 * @return the update
	 */
	public static UpdateDistribution of(String name, Visibility visibility) {
		return new UpdateDistribution(name, visibility, null, null, null, null);
	}

	/**
	 * Create an update that changes nothing of a distribution yet. Add changes with the
	 * other methods.
	 * @param distribution the distribution as it was read
	 * @return the update
	 */
	public static UpdateDistribution of(Distribution distribution) {
		Visibility visibility = distribution.visibility();
		Assert.notNull(visibility, "The distribution has no visibility; use UpdateDistribution.of(name, visibility)");
		return of(distribution.name(), visibility);
	}

	/**
	 * Return a copy of this update with a name.
	 * @param name the name
	 * @return the update
	 */
	public UpdateDistribution withName(String name) {
		return new UpdateDistribution(name, this.visibility, this.description, this.status, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update with a visibility.
	 * @param visibility the default visibility of its devices
	 * @return the update
	 */
	public UpdateDistribution withVisibility(Visibility visibility) {
		return new UpdateDistribution(this.name, visibility, this.description, this.status, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update with a description.
	 * @param description the description
	 * @return the update
	 */
	public UpdateDistribution withDescription(@Nullable String description) {
		return new UpdateDistribution(this.name, this.visibility, description, this.status, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update with a status.
	 * @param status whether the distribution is enabled
	 * @return the update
	 */
	public UpdateDistribution withStatus(@Nullable ResourceStatus status) {
		return new UpdateDistribution(this.name, this.visibility, this.description, status, this.tags, this.metadata);
	}

	/**
	 * Return a copy of this update with tags.
	 * @param tags the tags, without commas; none to remove all
	 * @return the update
	 */
	public UpdateDistribution withTags(String... tags) {
		return new UpdateDistribution(this.name, this.visibility, this.description, this.status, List.of(tags),
				this.metadata);
	}

	/**
	 * Return a copy of this update with metadata.
	 * @param metadata all fields
	 * @return the update
	 */
	public UpdateDistribution withMetadata(@Nullable Map<String, String> metadata) {
		return new UpdateDistribution(this.name, this.visibility, this.description, this.status, this.tags, metadata);
	}

}
