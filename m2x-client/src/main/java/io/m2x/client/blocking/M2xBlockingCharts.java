package io.m2x.client.blocking;

import java.util.List;

import io.m2x.client.charts.Chart;
import io.m2x.client.charts.ChartDefinition;
import io.m2x.client.charts.ImageOptions;
import io.m2x.client.charts.M2xCharts;

/**
 * Blocking twin of {@link M2xCharts}: charts.
 *
 * @since 0.1.0
 */
public interface M2xBlockingCharts {

	/**
	 * Return the charts of the account.
	 * @return the charts
	 */
	List<Chart> list();

	/**
	 * Return the charts that show a device.
	 * @param deviceId the id of the device
	 * @return the charts
	 */
	List<Chart> listForDevice(String deviceId);

	/**
	 * Create a chart.
	 * @param chart what it is to be like
	 * @return the new chart, with its id and the addresses of its images
	 */
	Chart create(ChartDefinition chart);

	/**
	 * Return a chart.
	 * @param chartId the id of the chart
	 * @return the chart
	 */
	Chart view(String chartId);

	/**
	 * Replace the name and the series of a chart.
	 * @param chartId the id of the chart
	 * @param chart what it is to be like
	 */
	void update(String chartId, ChartDefinition chart);

	/**
	 * Delete a chart; its images are gone too.
	 * @param chartId the id of the chart
	 */
	void delete(String chartId);

	/**
	 * Return the image of a chart as a bitmap; needs no key.
	 * @param chartId the id of the chart
	 * @param options what the image is to be like
	 * @return the content of a PNG file
	 */
	byte[] png(String chartId, ImageOptions options);

	/**
	 * Return the image of a chart as a drawing; needs no key.
	 * @param chartId the id of the chart
	 * @param options what the image is to be like
	 * @return the content of an SVG file
	 */
	String svg(String chartId, ImageOptions options);

}
