package io.m2x.sample.greenhouse;

import java.util.List;

import io.m2x.client.locations.LocationUpdate;

/**
 * Greenhouse with a device in it.
 *
 * @param serial the serial of the device
 * @param name the name
 * @param crop what grows there
 * @param location where it is
 * @param meanTemperature the temperature around which the day goes up and down, in
 * degrees Celsius
 * @param swing how far noon and midnight are from the mean, in degrees Celsius
 */
record Greenhouse(String serial, String name, String crop, LocationUpdate location, double meanTemperature,
		double swing) {

	static final Greenhouse NORTH = new Greenhouse("GH-NORTH", "North house", "Tomatoes",
			LocationUpdate.of(52.0742, 4.6521).withName("North field, row 1"), 24, 6);

	static final Greenhouse SOUTH = new Greenhouse("GH-SOUTH", "South house", "Bell peppers",
			LocationUpdate.of(52.0718, 4.6534).withName("South field, row 4"), 26, 7);

	static final Greenhouse NURSERY = new Greenhouse("GH-NURSERY", "Nursery", "Lettuce seedlings",
			LocationUpdate.of(52.0731, 4.6497).withName("Yard, next to the well"), 20, 4);

	static final List<Greenhouse> ALL = List.of(NORTH, SOUTH, NURSERY);

}
