package io.m2x.client.blocking;

import java.time.Instant;

import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.platform.PlatformStatus;
import io.m2x.client.platform.ServerTime;

/**
 * Blocking twin of {@link M2xPlatform}: the state and the clock of the platform.
 *
 * @since 0.1.0
 */
public interface M2xBlockingPlatform {

	/**
	 * Return the state of the platform.
	 * @return the state
	 */
	PlatformStatus status();

	/**
	 * Return the server's time in all its forms.
	 * @return the time
	 */
	ServerTime time();

	/**
	 * Return the server's time in seconds.
	 * @return seconds since 1970-01-01T00:00:00Z
	 */
	long timeSeconds();

	/**
	 * Return the server's time in milliseconds.
	 * @return milliseconds since 1970-01-01T00:00:00Z
	 */
	long timeMillis();

	/**
	 * Return the server's time as an instant.
	 * @return the instant, to the millisecond
	 */
	Instant timeIso8601();

}
