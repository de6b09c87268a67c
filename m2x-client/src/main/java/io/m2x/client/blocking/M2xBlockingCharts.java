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
	 * @param chart the settings
	 * @return the new chart, with its id and the URLs of its images
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
	 * @param chart the settings
	 */
	void update(String chartId, ChartDefinition chart);

	/**
	 * Delete a chart and its images.
	 * @param chartId the id of the chart
	 */
	void delete(String chartId);

	/**
	 * Return the PNG image of a chart; needs no key.
	 * @param chartId the id of the chart
	 * @param options the size and the time range
	 * @return the content of a PNG file
	 */
	byte[] png(String chartId, ImageOptions options);

	/**
	 * Return the SVG image of a chart; needs no key.
	 * @param chartId the id of the chart
	 * @param options the size and the time range
	 * @return the content of an SVG file
	 */
	String svg(String chartId, ImageOptions options);

}
