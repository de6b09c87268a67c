package io.m2x.client.charts;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;

/**
 * Chart, which draws the values of several streams together.
 *
 * @param id the id, 32 hexadecimal digits
 * @param url the URL of the chart
 * @param name the name, which is the title of the images
 * @param series the streams that are drawn
 * @param render the URLs of the images
 * @since 0.1.0
 */
public record Chart(String id, @Nullable URI url, String name, List<ChartSeries> series, @Nullable Render render) {

	public Chart {
		series = WithoutNulls.list(series);
	}

	/**
	 * URLs of the images of a chart. They work without a key for everyone who knows them.
	 *
	 * @param png the URL of the PNG image
	 * @param svg the URL of the SVG image
	 */
	public record Render(@Nullable URI png, @Nullable URI svg) {

	}

}
