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
 * Manages the charts of an account and renders them as images. All calls but the images
 * need a master key.
 *
 * <pre>{@code
 * Mono<Chart> chart = charts.create(ChartDefinition.of("Climate", deviceId, "temperature"));
 * Mono<byte[]> png = charts.png(chartId, ImageOptions.ofSize(800, 400));
 * }</pre>
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
	 * @param chart the settings
	 * @return the new chart, with its id and the URLs of its images
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
	 * @param chart the settings
	 * @return completes when the chart is updated
	 */
	public Mono<Void> update(String chartId, ChartDefinition chart) {
		return request("charts.update", HttpMethod.PUT, "", chartId).body(chart).retrieve();
	}

	/**
	 * Delete a chart and its images.
	 * @param chartId the id of the chart
	 * @return completes when the chart is deleted
	 */
	public Mono<Void> delete(String chartId) {
		return request("charts.delete", HttpMethod.DELETE, "", chartId).retrieve();
	}

	/**
	 * Return the PNG image of a chart; needs no key.
	 * @param chartId the id of the chart
	 * @param options the size and the time range
	 * @return the content of a PNG file
	 */
	public Mono<byte[]> png(String chartId, ImageOptions options) {
		return options.addTo(request("charts.png", HttpMethod.GET, ".png", chartId))
			.accept("image/png")
			.retrieveImage();
	}

	/**
	 * Return the SVG image of a chart; needs no key.
	 * @param chartId the id of the chart
	 * @param options the size and the time range
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
