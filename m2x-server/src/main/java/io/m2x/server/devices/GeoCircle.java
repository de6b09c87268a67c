package io.m2x.server.devices;

import io.m2x.server.store.SqlConditions;

/**
 * All places within a distance from another one, along the surface of the globe.
 *
 * @param center the place in the middle
 * @param radius the distance in kilometres, not negative
 */
record GeoCircle(GeoPoint center, double radius) implements GeoArea {

	/** The mean radius of the earth in kilometres. */
	private static final double EARTH = 6371.0088;

	/** What rounding may add to a haversine, about a centimetre at the center. */
	private static final double ROUNDING = 1e-18;

	// The haversine of a distance grows with the distance, so it is as good to compare;
	// it is exact for small distances and knows neither poles nor a date line.
	@Override
	public void addTo(SqlConditions conditions) {
		double angle = this.radius / EARTH;
		if (angle >= Math.PI) {
			conditions.add("d.located_at IS NOT NULL");
			return;
		}
		double degrees = Math.toDegrees(angle) + TOLERANCE;
		conditions.add("d.latitude BETWEEN " + conditions.bind(this.center.latitude() - degrees) + " AND "
				+ conditions.bind(this.center.latitude() + degrees));
		conditions.add("POWER(SIN(RADIANS(" + LATITUDE + " - " + conditions.bindNumber(this.center.latitude())
				+ ") / 2), 2) + COS(RADIANS(" + LATITUDE + ")) * "
				+ conditions.bindNumber(Math.cos(Math.toRadians(this.center.latitude()))) + " * POWER(SIN(RADIANS("
				+ LONGITUDE + " - " + conditions.bindNumber(this.center.longitude()) + ") / 2), 2) <= "
				+ conditions.bind(haversine(angle) + ROUNDING));
	}

	private static double haversine(double angle) {
		return Math.pow(Math.sin(angle / 2), 2);
	}

}
