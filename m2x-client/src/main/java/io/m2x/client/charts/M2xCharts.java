package io.m2x.client.charts;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;

/**
 * Charts of the account. Everything but their images needs a master key.
 *
 * @since 0.1.0
 */
public class M2xCharts {

	static {
		PackageAccess.register(M2xCharts.class, M2xCharts::new);
	}

	private static final ResourcePath ALL = ResourcePath.of("/charts");

	private static final String CHART = "/charts/{chart}";

	private final M2xTransport transport;

	M2xCharts(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return the charts of the account.
	 * @return the charts
	 */
	public Mono<List<Chart>> list() {
		return list(null);
	}

	/**
	 * Return the charts that show a device.
	 * @param deviceId the id of the device
	 * @return the charts
	 */
	public Mono<List<Chart>> listForDevice(String deviceId) {
		Assert.hasText(deviceId, "'deviceId' must not be empty");
		return list(deviceId);
	}

	private Mono<List<Chart>> list(@Nullable String device) {
		return this.transport.request("charts.list", HttpMethod.GET, ALL)
			.query("device", device)
			.retrieveList("charts", Chart.class);
	}

	/**
	 * Create a chart.
	 * @param chart what it is to be like
	 * @return the new chart, with its id and the addresses of its images
	 */
	public Mono<Chart> create(ChartDefinition chart) {
		return this.transport.request("charts.create", HttpMethod.POST, ALL).body(chart).retrieve(Chart.class);
	}

	/**
	 * Return a chart.
	 * @param chartId the id of the chart
	 * @return the chart
	 */
	public Mono<Chart> view(String chartId) {
		return request("charts.view", HttpMethod.GET, "", chartId).retrieve(Chart.class);
	}

	/**
	 * Replace the name and the series of a chart.
	 * @param chartId the id of the chart
	 * @param chart what it is to be like
	 * @return completes when the chart is changed
	 */
	public Mono<Void> update(String chartId, ChartDefinition chart) {
		return request("charts.update", HttpMethod.PUT, "", chartId).body(chart).retrieve();
	}

	/**
	 * Delete a chart; its images are gone too.
	 * @param chartId the id of the chart
	 * @return completes when the chart is gone
	 */
	public Mono<Void> delete(String chartId) {
		return request("charts.delete", HttpMethod.DELETE, "", chartId).retrieve();
	}

	/**
	 * Return the image of a chart as a bitmap; needs no key.
	 * @param chartId the id of the chart
	 * @param options what the image is to be like
	 * @return the content of a PNG file
	 */
	public Mono<byte[]> png(String chartId, ImageOptions options) {
		return options.addTo(request("charts.png", HttpMethod.GET, ".png", chartId))
			.accept("image/png")
			.retrieveImage();
	}

	/**
	 * Return the image of a chart as a drawing; needs no key.
	 * @param chartId the id of the chart
	 * @param options what the image is to be like
	 * @return the content of an SVG file
	 */
	public Mono<String> svg(String chartId, ImageOptions options) {
		return options.addTo(request("charts.svg", HttpMethod.GET, ".svg", chartId))
			.accept("image/svg+xml")
			.retrieveImage()
			.map((bytes) -> new String(bytes, StandardCharsets.UTF_8));
	}

	private M2xRequest request(String operation, HttpMethod method, String suffix, String chartId) {
		return this.transport.request(operation, method, ResourcePath.of(CHART + suffix, chartId));
	}

}
