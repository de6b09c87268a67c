package io.m2x.server.charts;

import java.util.List;

import io.m2x.server.web.ApiRequest;

/**
 * A chart in the form of the API's JSON.
 *
 * @param id the id
 * @param name the name
 * @param series what it shows
 * @param url the address of the chart
 * @param render the addresses of its images
 */
record ChartView(String id, String name, List<Series> series, String url, Render render) {

	static ChartView of(Chart chart, ApiRequest request) {
		String url = request.url("charts", chart.id());
		return new ChartView(chart.id(), chart.name(),
				chart.series().stream().map((series) -> new Series(series.deviceId(), series.stream())).toList(), url,
				new Render(url + ".png", url + ".svg"));
	}

	/**
	 * One line of a chart in the form of the API's JSON.
	 *
	 * @param device the id of the device
	 * @param stream the name of the stream
	 */
	record Series(String device, String stream) {

	}

	/**
	 * The addresses of the images.
	 *
	 * @param png the address of the bitmap
	 * @param svg the address of the drawing
	 */
	record Render(String png, String svg) {

	}

}
