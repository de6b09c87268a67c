package io.m2x.server.devices;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.server.store.SqlConditions;

/**
 * All places within a line of corners, or on it. The line is straight on a map of
 * latitudes and longitudes, goes the shorter way round the globe from corner to corner,
 * and ends where it begins.
 *
 * @param edges the line, cut at the date line
 * @param south the southernmost latitude inside
 * @param north the northernmost latitude inside
 * @param fromSouth whether the way from the south pole to a place inside crosses the line
 * an odd number of times, not the way from the north pole
 */
record GeoPolygon(List<Edge> edges, double south, double north, boolean fromSouth) implements GeoArea {

	private static final double CIRCLE = 2 * GeoPoint.MAX_LONGITUDE;

	private static final int MIN_CORNERS = 3;

	// Return the polygon, {@code null} if there are too few corners.
	static @Nullable GeoPolygon of(List<GeoPoint> corners) {
		List<GeoPoint> ring = new ArrayList<>(corners);
		if (ring.size() > 1 && ring.get(0).equals(ring.get(ring.size() - 1))) {
			ring.remove(ring.size() - 1);
		}
		return (ring.size() < MIN_CORNERS) ? null : new Builder().add(ring).build();
	}

	// Each edge is a row. A place on an edge is inside; any other is if it has an odd
	// number of edges between itself and a pole outside.
	@Override
	public void addTo(SqlConditions conditions) {
		conditions.add("d.latitude BETWEEN " + conditions.bind(this.south - TOLERANCE) + " AND "
				+ conditions.bind(this.north + TOLERANCE));
		String longitude = "CASE WHEN d.longitude = 180 THEN -180 ELSE " + LONGITUDE + " END";
		String above = LATITUDE + " - e.latitude - e.slope * (" + longitude + " - e.west)";
		String rows = String.join(", ", this.edges.stream().map((edge) -> edge.row(conditions)).toList());
		conditions.add("(WITH e (west, east, latitude, slope, height) AS (VALUES " + rows
				+ ") SELECT CASE WHEN MAX(CASE WHEN " + above + " BETWEEN " + conditions.bindNumber(-TOLERANCE)
				+ " AND e.height THEN 1 ELSE 0 END) = 1 THEN 1 ELSE SUM(CASE WHEN " + longitude + " < e.east AND "
				+ above + (this.fromSouth ? " > 0" : " < 0") + " THEN 1 ELSE 0 END) % 2 END FROM e WHERE " + longitude
				+ " BETWEEN e.west AND e.east) = 1");
	}

	/**
	 * A part of the line.
	 *
	 * @param west the longitude where it begins, from -180
	 * @param east the longitude where it ends, up to 180
	 * @param latitude the latitude at its western end, the southern one if it runs from
	 * south to north
	 * @param slope degrees north for each degree east
	 * @param height degrees north if it runs from south to north, else 0
	 */
	record Edge(double west, double east, double latitude, double slope, double height) {

		String row(SqlConditions conditions) {
			return "(" + String.join(", ",
					List.of(conditions.bindNumber(this.west), conditions.bindNumber(this.east),
							conditions.bindNumber(this.latitude), conditions.bindNumber(this.slope),
							conditions.bindNumber(this.height + TOLERANCE)))
					+ ")";
		}

	}

	/**
	 * Puts the edges together.
	 */
	private static final class Builder {

		private final List<Edge> edges = new ArrayList<>();

		private double turn;

		private double south = GeoPoint.MAX_LATITUDE;

		private double north = -GeoPoint.MAX_LATITUDE;

		private double latitudes;

		Builder add(List<GeoPoint> ring) {
			for (int i = 0; i < ring.size(); i++) {
				GeoPoint from = ring.get(i);
				add(from, ring.get((i + 1) % ring.size()));
				this.south = Math.min(this.south, from.latitude());
				this.north = Math.max(this.north, from.latitude());
				this.latitudes += from.latitude();
			}
			return this;
		}

		private void add(GeoPoint from, GeoPoint to) {
			double way = to.longitude() - from.longitude();
			// All the way round stays so: that is how the whole globe is drawn.
			if (Math.abs(way) > GeoPoint.MAX_LONGITUDE && Math.abs(way) < CIRCLE) {
				way -= Math.signum(way) * CIRCLE;
			}
			this.turn += way;
			if (way == 0) {
				addVertical(from.longitude(), Math.min(from.latitude(), to.latitude()),
						Math.max(from.latitude(), to.latitude()));
				return;
			}
			double slope = (to.latitude() - from.latitude()) / way;
			double west = (way > 0) ? from.longitude() : from.longitude() + way;
			addSloped(west, west + Math.abs(way), (way > 0) ? from.latitude() : to.latitude(), slope);
			if (Math.abs(from.longitude()) == GeoPoint.MAX_LONGITUDE) {
				// A corner on the date line is there from both sides.
				addVertical(from.longitude(), from.latitude(), from.latitude());
			}
		}

		private void addVertical(double longitude, double low, double high) {
			double west = (longitude == GeoPoint.MAX_LONGITUDE) ? -longitude : longitude;
			this.edges.add(new Edge(west, west, low, 0, high - low));
		}

		private void addSloped(double west, double east, double latitude, double slope) {
			if (west < -GeoPoint.MAX_LONGITUDE) {
				addSloped(west + CIRCLE, east + CIRCLE, latitude, slope);
			}
			else if (east > GeoPoint.MAX_LONGITUDE) {
				this.edges.add(new Edge(west, GeoPoint.MAX_LONGITUDE, latitude, slope, 0));
				this.edges.add(new Edge(-GeoPoint.MAX_LONGITUDE, east - CIRCLE,
						latitude + slope * (GeoPoint.MAX_LONGITUDE - west), slope, 0));
			}
			else {
				this.edges.add(new Edge(west, east, latitude, slope, 0));
			}
		}

		// A line that leads round the globe has a pole inside, the one it is nearer to.
		GeoPolygon build() {
			boolean polar = Math.abs(this.turn) > GeoPoint.MAX_LONGITUDE;
			boolean southern = polar && this.latitudes < 0;
			return new GeoPolygon(this.edges, southern ? -GeoPoint.MAX_LATITUDE : this.south,
					(polar && !southern) ? GeoPoint.MAX_LATITUDE : this.north, !southern);
		}

	}

}
