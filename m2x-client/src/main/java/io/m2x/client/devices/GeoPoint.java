package io.m2x.client.devices;

import org.springframework.util.Assert;

/**
 * Point on the globe, for searches.
 *
 * @param latitude degrees north, from -90 to 90
 * @param longitude degrees east, from -180 to 180
 * @since 0.1.0
 */
public record GeoPoint(double latitude, double longitude) {

	private static final double MAX_LATITUDE = 90;

	private static final double MAX_LONGITUDE = 180;

	public GeoPoint {
		Assert.isTrue(Math.abs(latitude) <= MAX_LATITUDE, "'latitude' must be from -90 to 90");
		Assert.isTrue(Math.abs(longitude) <= MAX_LONGITUDE, "'longitude' must be from -180 to 180");
	}

	/**
	 * Create a point.
	 * @param latitude degrees north, from -90 to 90
	 * @param longitude degrees east, from -180 to 180
	 * @return the point
	 */
	public static GeoPoint of(double latitude, double longitude) {
		return new GeoPoint(latitude, longitude);
	}

}
