package io.m2x.server.charts;

import java.util.List;

/**
 * A stored chart.
 *
 * @param row the row of the chart
 * @param id the id on the wire
 * @param name the name
 * @param series what it shows
 */
record Chart(long row, String id, String name, List<Series> series) {

	/**
	 * One line of a chart.
	 *
	 * @param device the row of the device
	 * @param deviceId the id of the device on the wire
	 * @param deviceName the name of the device
	 * @param stream the name of the stream
	 */
	record Series(long device, String deviceId, String deviceName, String stream) {

	}

}
