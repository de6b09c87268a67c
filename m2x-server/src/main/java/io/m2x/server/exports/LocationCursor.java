package io.m2x.server.exports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells where a device was, for times that go from the newest to the oldest.
 */
final class LocationCursor {

	private static final int PAGE_SIZE = 500;

	private final JdbcClient jdbc;

	private final long device;

	private final Deque<Place> page = new ArrayDeque<>();

	private boolean lastPage;

	LocationCursor(JdbcClient jdbc, long device) {
		this.jdbc = jdbc;
		this.device = device;
	}

	// Return the newest place not after a time, or null if there is none.
	@Nullable Place at(long time) {
		while (!this.page.isEmpty() && this.page.element().at() > time) {
			this.page.remove();
		}
		if (this.page.isEmpty() && !this.lastPage) {
			load(time);
		}
		return this.page.peek();
	}

	private void load(long time) {
		this.jdbc.sql("""
				SELECT at_ms, latitude, longitude, elevation FROM waypoints WHERE device_id = :device AND at_ms <= :time
				ORDER BY device_id, at_ms DESC, id DESC LIMIT :limit""")
			.param("device", this.device)
			.param("time", time)
			.param("limit", PAGE_SIZE)
			.query((RowCallbackHandler) (row) -> this.page.add(Place.read(row)));
		this.lastPage = this.page.size() < PAGE_SIZE;
	}

	/**
	 * Where a device was.
	 *
	 * @param at since when, milliseconds since 1970
	 * @param latitude degrees north of the equator
	 * @param longitude degrees east of Greenwich
	 * @param elevation the height
	 */
	record Place(long at, double latitude, double longitude, @Nullable Double elevation) {

		static Place read(ResultSet row) throws SQLException {
			return new Place(row.getLong(1), row.getDouble(2), row.getDouble(3), row.getObject(4, Double.class));
		}

	}

}
