package io.m2x.client.charts;

import io.m2x.client.model.DeviceRef;

/**
 * One line of a chart.
 *
 * @param device the id of the device
 * @param stream the name of the stream
 * @since 0.1.0
 */
public record ChartSeries(String device, String stream) {

	/**
	 * Return a reference to the device, for the methods of the services.
	 * @return the reference
	 */
	public DeviceRef deviceRef() {
		return DeviceRef.id(this.device);
	}

}
