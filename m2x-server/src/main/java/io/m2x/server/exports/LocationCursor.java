package io.m2x.server.exports;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import io.m2x.server.locations.LocationStore;
import io.m2x.server.locations.Waypoint;

/**
 * Tells where a device was, for times that go from the newest to the oldest.
 */
final class LocationCursor {

	private static final int PAGE_SIZE = 500;

	private final LocationStore locations;

	private final long device;

	private final Deque<Waypoint> page = new ArrayDeque<>();

	private boolean lastPage;

	LocationCursor(LocationStore locations, long device) {
		this.locations = locations;
		this.device = device;
	}

	// Return the newest place not after a time, or null if there is none.
	@Nullable Waypoint at(long time) {
		while (!this.page.isEmpty() && this.page.element().at() > time) {
			this.page.remove();
		}
		if (this.page.isEmpty() && !this.lastPage) {
			load(time);
		}
		return this.page.peek();
	}

	private void load(long time) {
		this.page.addAll(this.locations.newestUntil(this.device, time, PAGE_SIZE));
		this.lastPage = this.page.size() < PAGE_SIZE;
	}

}
