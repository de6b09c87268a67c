package io.m2x.server.access;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.ApiException;

/**
 * A device that a caller may reach, and how far.
 *
 * @param device the row of the device
 * @param id the id of the device on the wire
 * @param owner whether the caller's key is for the device, not just its publicity
 * @param stream the only stream within reach, {@code null} for all
 * @since 0.1.0
 */
public record DeviceScope(long device, String id, boolean owner, @Nullable Long stream) {

	static DeviceScope ofReader(KnownDevice device) {
		return new DeviceScope(device.row(), device.id(), false, null);
	}

	static DeviceScope ofOwner(KnownDevice device, @Nullable Long stream) {
		return new DeviceScope(device.row(), device.id(), true, stream);
	}

	/**
	 * Refuse a caller that may reach one stream only.
	 * @return this
	 */
	public DeviceScope requireWhole() {
		if (this.stream != null) {
			throw ApiException.forbidden();
		}
		return this;
	}

	/**
	 * Refuse a stream that is out of reach.
	 * @param row the row of the stream, {@code null} if there is none
	 */
	public void requireStream(@Nullable Long row) {
		if (this.stream != null && !this.stream.equals(row)) {
			throw ApiException.forbidden();
		}
		if (row == null) {
			throw ApiException.notFound("Stream");
		}
	}

}
