package io.m2x.client.charts;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;

/**
 * Chart: streams that are drawn together.
 *
 * @param id the id, 32 hexadecimal digits
 * @param url the address of the chart
 * @param name the name, which is the title of the images
 * @param series what is drawn
 * @param render the addresses of the images
 * @since 0.1.0
 */
public record Chart(String id, @Nullable URI url, String name, List<ChartSeries> series, @Nullable Render render) {

	public Chart {
		series = Present.items(series);
	}

	/**
	 * Addresses of the images of a chart. They work without a key, for everyone who knows
	 * them.
	 *
	 * @param png the address of the bitmap
	 * @param svg the address of the drawing
	 */
	public record Render(@Nullable URI png, @Nullable URI svg) {

	}

}
