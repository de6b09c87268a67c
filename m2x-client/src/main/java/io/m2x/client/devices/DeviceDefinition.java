package io.m2x.client.devices;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.internal.CommaSeparated;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.StreamDefinition;

/**
 * Desired state of a device, for {@link M2xDevices#ensure}. What is not defined stays
 * unchanged, including other tags, metadata and streams. A definition is immutable: every
 * method returns a copy.
 *
 * <pre>{@code
 * DeviceDefinition definition = DeviceDefinition.any()
 *     .name("Greenhouse 1")
 *     .stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C"));
 * }</pre>
 * <p>
 * A definition contains neither collections nor a location. Add a device to a collection
 * with {@code collections().addDevice(...)}, which is idempotent. Writing a location is
 * not: each one becomes a waypoint.
 *
 * @since 0.1.0
 */
public final class DeviceDefinition {

	private static final DeviceDefinition ANY = new DeviceDefinition(new Attributes(null, null, null, null), Set.of(),
			Map.of(), Map.of());

	private final Attributes attributes;

	private final Set<String> tags;

	private final Map<String, String> metadata;

	private final Map<String, StreamDefinition> streams;

	private DeviceDefinition(Attributes attributes, Set<String> tags, Map<String, String> metadata,
			Map<String, StreamDefinition> streams) {
		this.attributes = attributes;
		this.tags = Collections.unmodifiableSet(tags);
		this.metadata = Collections.unmodifiableMap(metadata);
		this.streams = Collections.unmodifiableMap(streams);
	}

	/**
	 * Create a definition that every device meets. Narrow it with the other methods. A
	 * device that is created from it has its serial as its name and is visible only to
	 * the account.
	 * @return the definition
	 */
	public static DeviceDefinition any() {
		return ANY;
	}

	/**
	 * Return a copy of this definition with a name.
	 * @param name the name
	 * @return the definition
	 */
	public DeviceDefinition name(String name) {
		Assert.hasText(name, "'name' must not be empty");
		return with(new Attributes(name, this.attributes.description(), this.attributes.visibility(),
				this.attributes.status()));
	}

	/**
	 * Return a copy of this definition with a description.
	 * @param description the description; may be empty
	 * @return the definition
	 */
	public DeviceDefinition description(String description) {
		Assert.notNull(description, "'description' must not be null");
		return with(new Attributes(this.attributes.name(), description, this.attributes.visibility(),
				this.attributes.status()));
	}

	/**
	 * Return a copy of this definition with a visibility.
	 * @param visibility who can see the device
	 * @return the definition
	 */
	public DeviceDefinition visibility(Visibility visibility) {
		Assert.isTrue(visibility == Visibility.PUBLIC || visibility == Visibility.PRIVATE,
				"'visibility' must be PUBLIC or PRIVATE");
		return with(new Attributes(this.attributes.name(), this.attributes.description(), visibility,
				this.attributes.status()));
	}

	/**
	 * Return a copy of this definition with a status.
	 * @param status whether the device is enabled
	 * @return the definition
	 */
	public DeviceDefinition status(ResourceStatus status) {
		Assert.isTrue(status == ResourceStatus.ENABLED || status == ResourceStatus.DISABLED,
				"'status' must be ENABLED or DISABLED");
		return with(new Attributes(this.attributes.name(), this.attributes.description(), this.attributes.visibility(),
				status));
	}

	private DeviceDefinition with(Attributes attributes) {
		return new DeviceDefinition(attributes, this.tags, this.metadata, this.streams);
	}

	/**
	 * Return a copy of this definition with additional tags.
	 * @param tags the tags, without commas
	 * @return the definition
	 */
	public DeviceDefinition tags(String... tags) {
		Set<String> extended = new LinkedHashSet<>(this.tags);
		extended.addAll(CommaSeparated.checked(Arrays.asList(tags)));
		return new DeviceDefinition(this.attributes, extended, this.metadata, this.streams);
	}

	/**
	 * Return a copy of this definition with a field of the metadata.
	 * @param field the name: a lowercase letter followed by lowercase letters, digits and
	 * {@code _}, 250 characters at most
	 * @param value the value, 5000 characters at most
	 * @return the definition
	 */
	public DeviceDefinition metadata(String field, String value) {
		Assert.hasText(field, "'field' must not be empty");
		Assert.notNull(value, "'value' must not be null");
		Map<String, String> extended = new LinkedHashMap<>(this.metadata);
		extended.put(field, value);
		return new DeviceDefinition(this.attributes, this.tags, extended, this.streams);
	}

	/**
	 * Return a copy of this definition with a stream.
	 * @param name the name of the stream: letters, digits, {@code _}, {@code -} and
	 * {@code .}
	 * @param stream the settings; replaces an earlier definition of the stream
	 * @return the definition
	 */
	public DeviceDefinition stream(String name, StreamDefinition stream) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(stream, "'stream' must not be null");
		Map<String, StreamDefinition> extended = new LinkedHashMap<>(this.streams);
		extended.put(name, stream);
		return new DeviceDefinition(this.attributes, this.tags, this.metadata, extended);
	}

	CreateDevice toCreate(String serial) {
		return new CreateDevice((this.attributes.name() != null) ? this.attributes.name() : serial,
				(this.attributes.visibility() != null) ? this.attributes.visibility() : Visibility.PRIVATE,
				this.attributes.description(), serial, this.tags.isEmpty() ? null : this.tags.stream().toList(),
				this.metadata.isEmpty() ? null : this.metadata, null, null);
	}

	/**
	 * Return the update that a device needs to meet this definition.
	 * @param device the current device
	 * @return the update, or {@code null} if it needs none
	 */
	@Nullable UpdateDevice toUpdate(Device device) {
		Set<String> tags = new LinkedHashSet<>(device.tags());
		boolean isTagMissing = tags.addAll(this.tags);
		if (!isTagMissing && this.attributes.areThoseOf(device)) {
			return null;
		}
		Visibility visibility = (this.attributes.visibility() != null) ? this.attributes.visibility()
				: device.visibility();
		if (visibility == null || visibility == Visibility.UNKNOWN) {
			throw new M2xTransportException("devices.ensure", "the response has no visibility of device " + device.ref()
					+ " that this client knows, and an update requires one; define the visibility", null);
		}
		return new UpdateDevice((this.attributes.name() != null) ? this.attributes.name() : device.name(), visibility,
				this.attributes.description(), this.attributes.status(), null,
				isTagMissing ? tags.stream().toList() : null, null);
	}

	Map<String, String> missingMetadata(Device device) {
		Map<String, String> missing = new LinkedHashMap<>(this.metadata);
		missing.entrySet().removeAll(device.metadata().entrySet());
		return missing;
	}

	Map<String, StreamDefinition> streams() {
		return this.streams;
	}

	/**
	 * Attributes of which a device has one each.
	 *
	 * @param name the name, or {@code null} for any
	 * @param description the description, or {@code null} for any
	 * @param visibility the visibility, or {@code null} for any
	 * @param status the status, or {@code null} for any
	 */
	private record Attributes(@Nullable String name, @Nullable String description, @Nullable Visibility visibility,
			@Nullable ResourceStatus status) {

		boolean areThoseOf(Device device) {
			String text = (device.description() != null) ? device.description() : "";
			return (this.name == null || this.name.equals(device.name()))
					&& (this.description == null || this.description.equals(text))
					&& (this.visibility == null || this.visibility == device.visibility())
					&& (this.status == null || this.status == device.status());
		}

	}

}
