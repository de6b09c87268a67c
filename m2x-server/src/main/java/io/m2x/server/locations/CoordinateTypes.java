package io.m2x.server.locations;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;

/**
 * The JSON types in which coordinates were written. Responses have the same types, since
 * some devices write and read numbers as text only.
 *
 * @param bits which ones are text, as they are stored
 */
record CoordinateTypes(int bits) {

	static final String LATITUDE = "latitude";

	static final String LONGITUDE = "longitude";

	static final String ELEVATION = "elevation";

	private static final int LATITUDE_BIT = 1;

	private static final int LONGITUDE_BIT = 2;

	private static final int ELEVATION_BIT = 4;

	static CoordinateTypes of(Fields fields) {
		return new CoordinateTypes(bit(fields, LATITUDE, LATITUDE_BIT) | bit(fields, LONGITUDE, LONGITUDE_BIT)
				| bit(fields, ELEVATION, ELEVATION_BIT));
	}

	private static int bit(Fields fields, String name, int bit) {
		@Nullable JsonNode node = fields.node(name);
		return (node != null && node.isString()) ? bit : 0;
	}

	Object latitude(double degrees) {
		return is(LATITUDE_BIT) ? Numbers.plainText(degrees) : degrees;
	}

	Object longitude(double degrees) {
		return is(LONGITUDE_BIT) ? Numbers.plainText(degrees) : degrees;
	}

	@Nullable Object elevation(@Nullable Double height) {
		return (height != null && is(ELEVATION_BIT)) ? Numbers.plainText(height) : Numbers.plain(height);
	}

	private boolean is(int bit) {
		return (this.bits & bit) != 0;
	}

}
