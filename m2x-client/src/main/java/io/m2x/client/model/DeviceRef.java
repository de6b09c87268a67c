package io.m2x.client.model;

import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Refers to a device, either by its id or by its serial.
 *
 * <pre>{@code
 * devices.view(DeviceRef.serial("GH-1"));
 * }</pre>
 * <p>
 * A serial reaches only devices of the caller's own account. Methods take a reference
 * instead of a {@code String}, so the device can't be mixed up with the name of a stream
 * or a value. {@code Device.ref()} returns the reference of a device that was read.
 *
 * @since 0.1.0
 */
public final class DeviceRef {

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

	private static final Set<String> RESERVED = Set.of("catalog", "search", "tags", "serial");

	private final String value;

	private final boolean serial;

	private DeviceRef(String value, boolean serial) {
		this.value = value;
		this.serial = serial;
	}

	/**
	 * Refer to a device by its id.
	 * @param id the id, 32 hexadecimal digits on every known server
	 * @return the reference
	 * @throws IllegalArgumentException if the text can't be the id of a device
	 */
	public static DeviceRef id(String id) {
		Assert.hasText(id, "'id' must not be empty");
		Assert.isTrue(ID.matcher(id).matches() && !RESERVED.contains(id),
				() -> "'id' must be the id of a device, not '" + id + "'; use DeviceRef.serial(...) for a serial");
		return new DeviceRef(id, false);
	}

	/**
	 * Refer to a device by its serial.
	 * @param serial the serial, unique within the account
	 * @return the reference
	 */
	public static DeviceRef serial(String serial) {
		Assert.hasText(serial, "'serial' must not be empty");
		return new DeviceRef(serial, true);
	}

	/**
	 * Return the id or the serial.
	 * @return the text
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Return whether the text is a serial.
	 * @return {@code true} for a serial, {@code false} for an id
	 */
	public boolean isSerial() {
		return this.serial;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DeviceRef ref && ref.serial == this.serial && ref.value.equals(this.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return (this.serial ? "serial " : "id ") + this.value;
	}

}
