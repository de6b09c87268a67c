package io.m2x.client.devices;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.Visibility;

/**
 * Request to update a device. M2X always requires the name and the visibility. Other
 * attributes that are {@code null} stay unchanged.
 *
 * <pre>{@code
 * UpdateDevice update = UpdateDevice.of(device).withDescription("South side");
 * }</pre>
 *
 * @param name the name
 * @param visibility who can see the device
 * @param description the description, or {@code null}
 * @param status whether the device is enabled, or {@code null}
 * @param serial the serial, unique within the account, or {@code null}
 * @param tags the tags, replacing the current ones, or {@code null}
 * @param metadata the metadata, replacing the current one, or {@code null}
 * @since 0.1.0
 */
public record UpdateDevice(String name, Visibility visibility, @Nullable String description,
		@Nullable ResourceStatus status, @Nullable String serial,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> tags,
		@Nullable Map<String, String> metadata) {

	public UpdateDevice {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(visibility, "'visibility' must not be null");
		Assert.isTrue(visibility != Visibility.UNKNOWN, "'visibility' must be PUBLIC or PRIVATE");
		Assert.isTrue(status != ResourceStatus.UNKNOWN, "'status' must be ENABLED or DISABLED");
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	/**
	 * Create an update with the attributes that M2X always requires.
	 * @param name the name
	 * @param visibility who can see the device
	 * @return the update
	 */
	public static UpdateDevice of(String name, Visibility visibility) {
		return new UpdateDevice(name, visibility, null, null, null, null, null);
	}

	/**
	 * Create an update that changes nothing of a device yet. Add changes with the other
	 * methods.
	 * @param device the device as it was read
	 * @return the update
	 */
	public static UpdateDevice of(Device device) {
		Visibility visibility = device.visibility();
		Assert.notNull(visibility, "The device has no visibility; use UpdateDevice.of(name, visibility)");
		return of(device.name(), visibility);
	}

	/**
	 * Return a copy of this update with a name.
	 * @param name the name
	 * @return the update
	 */
	public UpdateDevice withName(String name) {
		return new UpdateDevice(name, this.visibility, this.description, this.status, this.serial, this.tags,
				this.metadata);
	}

	/**
	 * Return a copy of this update with a visibility.
	 * @param visibility who can see the device
	 * @return the update
	 */
	public UpdateDevice withVisibility(Visibility visibility) {
		return new UpdateDevice(this.name, visibility, this.description, this.status, this.serial, this.tags,
				this.metadata);
	}

	/**
	 * Return a copy of this update with a description.
	 * @param description the description
	 * @return the update
	 */
	public UpdateDevice withDescription(@Nullable String description) {
		return new UpdateDevice(this.name, this.visibility, description, this.status, this.serial, this.tags,
				this.metadata);
	}

	/**
	 * Return a copy of this update with a status.
	 * @param status whether the device is enabled
	 * @return the update
	 */
	public UpdateDevice withStatus(@Nullable ResourceStatus status) {
		return new UpdateDevice(this.name, this.visibility, this.description, status, this.serial, this.tags,
				this.metadata);
	}

	/**
	 * Return a copy of this update with a serial.
	 * @param serial the serial, unique within the account
	 * @return the update
	 */
	public UpdateDevice withSerial(@Nullable String serial) {
		return new UpdateDevice(this.name, this.visibility, this.description, this.status, serial, this.tags,
				this.metadata);
	}

	/**
	 * Return a copy of this update with tags.
	 * @param tags the tags, without commas; none to remove all
	 * @return the update
	 */
	public UpdateDevice withTags(String... tags) {
		return new UpdateDevice(this.name, this.visibility, this.description, this.status, this.serial, List.of(tags),
				this.metadata);
	}

	/**
	 * Return a copy of this update with metadata.
	 * @param metadata all fields
	 * @return the update
	 */
	public UpdateDevice withMetadata(@Nullable Map<String, String> metadata) {
		return new UpdateDevice(this.name, this.visibility, this.description, this.status, this.serial, this.tags,
				metadata);
	}

}
