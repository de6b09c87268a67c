package io.m2x.client.distributions;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.model.Visibility;

/**
 * Request to add a device to a distribution. Attributes that are {@code null} are
 * inherited from the distribution.
 *
 * <pre>{@code
 * AddDevice request = AddDevice.serial("GH-1").withName("Greenhouse 1");
 * }</pre>
 *
 * @param serial the serial, unique within the account
 * @param name the name, or {@code null}
 * @param description the description, or {@code null}
 * @param visibility who can see the device, or {@code null}
 * @param tags the tags, or {@code null}; no tag may contain a comma
 * @since 0.1.0
 */
public record AddDevice(String serial, @Nullable String name, @Nullable String description,
		@Nullable Visibility visibility, @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> tags) {

	public AddDevice {
		Assert.hasText(serial, "'serial' must not be empty");
		Assert.isTrue(visibility != Visibility.UNKNOWN, "'visibility' must be PUBLIC or PRIVATE");
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
	}

	/**
	 * Create a request for a device that inherits everything but its serial.
	 * @param serial the serial, unique within the account
	 * @return the request
	 */
	public static AddDevice serial(String serial) {
		return new AddDevice(serial, null, null, null, null);
	}

	/**
	 * Return a copy of this request with a name.
	 * @param name the name
	 * @return the request
	 */
	public AddDevice withName(@Nullable String name) {
		return new AddDevice(this.serial, name, this.description, this.visibility, this.tags);
	}

	/**
	 * Return a copy of this request with a description.
	 * @param description the description
	 * @return the request
	 */
	public AddDevice withDescription(@Nullable String description) {
		return new AddDevice(this.serial, this.name, description, this.visibility, this.tags);
	}

	/**
	 * Return a copy of this request with a visibility.
	 * @param visibility who can see the device
	 * @return the request
	 */
	public AddDevice withVisibility(@Nullable Visibility visibility) {
		return new AddDevice(this.serial, this.name, this.description, visibility, this.tags);
	}

	/**
	 * Return a copy of this request with tags.
	 * @param tags the tags, without commas; none for a device without tags
	 * @return the request
	 */
	public AddDevice withTags(String... tags) {
		return new AddDevice(this.serial, this.name, this.description, this.visibility, List.of(tags));
	}

}
