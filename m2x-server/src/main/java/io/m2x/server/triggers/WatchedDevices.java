package io.m2x.server.triggers;

import java.util.Optional;

/**
 * Looks up what notifications tell about devices. The owner of the devices implements it.
 *
 * @since 0.1.0
 */
public interface WatchedDevices {

	/**
	 * Find a device.
	 * @param device the row of the device
	 * @return the device
	 */
	Optional<WatchedDevice> find(long device);

	/**
	 * Find a device of a distribution.
	 * @param distribution the row of the distribution
	 * @param id the id of the device on the wire
	 * @return the device
	 */
	Optional<WatchedDevice> findInDistribution(long distribution, String id);

}
