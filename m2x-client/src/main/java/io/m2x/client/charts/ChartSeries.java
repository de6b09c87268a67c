package io.m2x.client.charts;

/**
 * One line of a chart.
 *
 * @param device the id of the device
 * @param stream the name of the stream
 * @since 0.1.0
 */
public record ChartSeries(String device, String stream) {

}
