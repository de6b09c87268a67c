package io.m2x.server.access;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

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
	 * Let no other transaction change devices or anything in them until this one ends.
	 * @param devices the rows of the devices
	 * @return the versions of those that there are, by row
	 */
	Map<Long, DeviceVersion> lock(SortedSet<Long> devices);

	/**
	 * Note that devices sent data.
	 * @param devices the rows of the devices, locked
	 * @param now milliseconds since 1970
	 */
	void touch(Collection<Long> devices, long now);

}
