package io.m2x.server.writes;

import java.util.Map;

import io.m2x.server.access.KnownDevice;
import io.m2x.server.streams.KnownStream;
import io.m2x.server.triggers.Watching;

/**
 * What must be known about a device to write to it. All of it is as it was at the version
 * of the device, or newer.
 *
 * @param device the device
 * @param streams its streams by name
 * @param watching the triggers that watch it
 */
record Target(KnownDevice device, Map<String, KnownStream> streams, Watching watching) {

	/** How many streams a trigger counts for, without its texts. */
	private static final int TRIGGER_WEIGHT = 10;

	/** How many characters of triggers count for a stream. */
	private static final int CHARACTERS = 200;

	// Return roughly how much memory it takes, in streams.
	int weight() {
		return 2 + this.streams.size() + TRIGGER_WEIGHT * this.watching.size()
				+ this.watching.textLength() / CHARACTERS;
	}

}
