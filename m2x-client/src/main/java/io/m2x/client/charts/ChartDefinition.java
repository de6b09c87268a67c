package io.m2x.client.charts;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;

/**
 * What a chart is to be like.
 *
 * @param name the name, which is the title of the images
 * @param series what is drawn, at least one line
 * @since 0.1.0
 */
public record ChartDefinition(String name, List<ChartSeries> series) {

	public ChartDefinition {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notEmpty(series, "A chart needs at least one series");
		series = List.copyOf(series);
		series.forEach((line) -> {
			Assert.hasText(line.device(), "'device' must not be empty");
			Assert.hasText(line.stream(), "'stream' must not be empty");
		});
	}

	/**
	 * Return a chart of one stream.
	 * @param name the name
	 * @param deviceId the id of the device
	 * @param stream the name of the stream, a numeric one
	 * @return the request
	 */
	public static ChartDefinition of(String name, String deviceId, String stream) {
		return new ChartDefinition(name, List.of(new ChartSeries(deviceId, stream)));
	}

	/**
	 * Return the same chart with a further stream.
	 * @param deviceId the id of the device
	 * @param stream the name of the stream, a numeric one
	 * @return the request
	 */
	public ChartDefinition and(String deviceId, String stream) {
		List<ChartSeries> all = new ArrayList<>(this.series);
		all.add(new ChartSeries(deviceId, stream));
		return new ChartDefinition(this.name, all);
	}

}
