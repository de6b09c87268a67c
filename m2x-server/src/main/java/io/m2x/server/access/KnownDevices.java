package io.m2x.server.access;

import java.util.Optional;

/**
 * Looks up devices for whoever decides about access to them. The owner of the devices
 * implements it, so that access needs to know neither their table nor the rest of them.
 *
 * @since 0.1.0
 */
public interface KnownDevices {

	/**
	 * Find a device.
	 * @param id the id on the wire
	 * @return the device, whichever account it belongs to
	 */
	Optional<KnownDevice> findById(String id);

	/**
	 * Find a device of an account.
	 * @param account the account
	 * @param serial the serial
	 * @return the device
	 */
	Optional<KnownDevice> findBySerial(long account, String serial);

	/**
	 * Note that a device sent data.
	 * @param device the row of the device, locked
	 * @param now milliseconds since 1970
	 */
	void touch(long device, long now);

}
