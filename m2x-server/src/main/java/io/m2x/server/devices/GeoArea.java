package io.m2x.server.devices;

import io.m2x.server.store.SqlConditions;

/**
 * A part of the globe.
 */
interface GeoArea {

	/** Degrees that don't matter, about a tenth of a millimetre. */
	double TOLERANCE = 1e-9;

	/**
	 * The latitude of the device. Databases refuse to calculate with numbers whose
	 * product has too many zeros behind the point, so one is added and subtracted.
	 */
	String LATITUDE = "(d.latitude + 1 - 1)";

	/** The longitude of the device, without the finest differences. */
	String LONGITUDE = "(d.longitude + 1 - 1)";

	/**
	 * Require that a device is here.
	 * @param conditions the conditions on the table {@code d}
	 */
	void addTo(SqlConditions conditions);

}
