package io.m2x.client.charts;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;

/**
 * Settings of a chart to create or update.
 *
 * <pre>{@code
 * ChartDefinition definition = ChartDefinition.of("Climate", deviceId, "temperature").and(deviceId, "humidity");
 * }</pre>
 *
 * @param name the name, which is the title of the images
 * @param series the streams to draw, at least one
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
	 * Create a chart of one stream.
	 * @param name the name
	 * @param deviceId the id of the device
	 * @param stream the name of the stream, a numeric one
	 * @return the request
	 */
	public static ChartDefinition of(String name, String deviceId, String stream) {
		return new ChartDefinition(name, List.of(new ChartSeries(deviceId, stream)));
	}

	/**
	 * Return a copy of this chart with another stream.
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
