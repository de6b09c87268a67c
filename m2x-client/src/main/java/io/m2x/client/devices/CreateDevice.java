package io.m2x.client.devices;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.model.Visibility;

/**
 * Request to create a device.
 *
 * <pre>{@code
 * CreateDevice request = CreateDevice.named("Greenhouse 1").withSerial("GH-1").withTags("greenhouse");
 * }</pre>
 *
 * @param name the name; may be {@code null} only with a base device
 * @param visibility who can see the device; may be {@code null} only with a base device
 * @param description the description, or {@code null}
 * @param serial the serial, unique within the account, or {@code null}
 * @param tags the tags, or {@code null}; no tag may contain a comma
 * @param metadata the metadata, or {@code null}
 * @param baseDevice the id of a device whose attributes and streams are copied, or
 * {@code null}
 * @param collection the id of a collection to put the device in, or {@code null}
 * @since 0.1.0
 */
public record CreateDevice(@Nullable String name, @Nullable Visibility visibility, @Nullable String description,
		@Nullable String serial, @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable List<String> tags,
		@Nullable Map<String, String> metadata, @Nullable String baseDevice, @Nullable String collection) {

	public CreateDevice {
		Assert.isTrue(baseDevice != null || (name != null && visibility != null),
				"A device needs a name and a visibility, or a base device");
		Assert.isTrue(visibility != Visibility.UNKNOWN, "'visibility' must be PUBLIC or PRIVATE");
		tags = (tags != null) ? CommaSeparated.checked(tags) : null;
		metadata = (metadata != null) ? Map.copyOf(metadata) : null;
	}

	/**
	 * Create a request for a device that is visible only to the account.
	 * @param name the name
	 * @return the request
	 */
	public static CreateDevice named(String name) {
		return new CreateDevice(name, Visibility.PRIVATE, null, null, null, null, null, null);
	}

	/**
	 * Create a request for a device with the attributes and streams of another one.
	 * @param deviceId the id of the other device
	 * @return the request
	 */
	public static CreateDevice copyOf(String deviceId) {
		return new CreateDevice(null, null, null, null, null, null, deviceId, null);
	}

	/**
	 * Return a copy of this request with a name.
	 * @param name the name
	 * @return the request
	 */
	public CreateDevice withName(String name) {
		return new CreateDevice(name, this.visibility, this.description, this.serial, this.tags, this.metadata,
				this.baseDevice, this.collection);
	}

	/**
	 * Return a copy of this request with a visibility.
	 * @param visibility who can see the device
	 * @return the request
	 */
	public CreateDevice withVisibility(Visibility visibility) {
		return new CreateDevice(this.name, visibility, this.description, this.serial, this.tags, this.metadata,
				this.baseDevice, this.collection);
	}

	/**
	 * Return a copy of this request with a description.
	 * @param description the description
	 * @return the request
	 */
	public CreateDevice withDescription(@Nullable String description) {
		return new CreateDevice(this.name, this.visibility, description, this.serial, this.tags, this.metadata,
				this.baseDevice, this.collection);
	}

	/**
	 * Return a copy of this request with a serial.
	 * @param serial the serial, unique within the account
	 * @return the request
	 */
	public CreateDevice withSerial(@Nullable String serial) {
		return new CreateDevice(this.name, this.visibility, this.description, serial, this.tags, this.metadata,
				this.baseDevice, this.collection);
	}

	/**
	 * Return a copy of this request with tags.
	 * @param tags the tags, without commas
	 * @return the request
	 */
	public CreateDevice withTags(String... tags) {
		return new CreateDevice(this.name, this.visibility, this.description, this.serial, List.of(tags), this.metadata,
				this.baseDevice, this.collection);
	}

	/**
	 * Return a copy of this request with metadata.
	 * @param metadata the fields
	 * @return the request
	 */
	public CreateDevice withMetadata(@Nullable Map<String, String> metadata) {
		return new CreateDevice(this.name, this.visibility, this.description, this.serial, this.tags, metadata,
				this.baseDevice, this.collection);
	}

	/**
	 * Return a copy of this request for a device in a collection.
	 * @param collection the id of the collection
	 * @return the request
	 */
	public CreateDevice withCollection(@Nullable String collection) {
		return new CreateDevice(this.name, this.visibility, this.description, this.serial, this.tags, this.metadata,
				this.baseDevice, collection);
	}

}
