package io.m2x.server.devices;

import io.m2x.server.store.SqlConditions;

/**
 * A part of the globe.
 */
interface GeoArea {

	/** Degrees that don't matter, about a tenth of a millimetre. */
	double TOLERANCE = 1e-9;

	/**
	 * Require that a device is here.
	 * @param conditions the conditions on the table {@code d}
	 */
	void addTo(SqlConditions conditions);

}
