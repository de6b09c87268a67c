package io.m2x.client.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import io.m2x.client.charts.Chart;
import io.m2x.client.charts.ChartDefinition;
import io.m2x.client.charts.ChartSeries;
import io.m2x.client.charts.ImageOptions;
import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DeviceReading;

import static org.assertj.core.api.Assertions.assertThat;

class ChartsContractTests extends ContractTests {

	private Device newDeviceWithStreams() {
		Device device = newDevice();
		for (String stream : List.of("t", "h")) {
			get(this.client.streams().createOrUpdate(device.ref(), stream, StreamDefinition.numeric()));
		}
		return device;
	}

	@Test
	void chartsAreCreatedReadChangedAndDeleted() {
		Device device = newDeviceWithStreams();
		Chart chart = get(
				this.client.charts().create(ChartDefinition.of("Climate", device.id(), "t").and(device.id(), "h")));
		assertThat(chart.id()).matches("[0-9a-f]{32}");
		assertThat(chart.name()).isEqualTo("Climate");
		assertThat(chart.series()).containsExactly(new ChartSeries(device.id(), "t"),
				new ChartSeries(device.id(), "h"));
		assertThat(chart.url()).hasToString(SERVER.url() + "/charts/" + chart.id());
		assertThat(chart.render().png()).hasToString(chart.url() + ".png");
		assertThat(chart.render().svg()).hasToString(chart.url() + ".svg");
		assertThat(get(this.client.charts().view(chart.id()))).isEqualTo(chart);
		assertThat(get(this.client.charts().list())).contains(chart);
		assertThat(get(this.client.charts().listForDevice(device.id()))).containsExactly(chart);
		get(this.client.charts().update(chart.id(), ChartDefinition.of("Heat", device.id(), "t")));
		assertThat(get(this.client.charts().view(chart.id())).name()).isEqualTo("Heat");
		assertThat(get(this.client.charts().view(chart.id())).series()).hasSize(1);
		get(this.client.charts().delete(chart.id()));
		assertThat(failure(M2xNotFoundException.class, this.client.charts().view(chart.id())).error())
			.isEqualTo("Chart Not Found");
		assertThat(get(this.client.charts().listForDevice(device.id()))).isEmpty();
	}

	@Test
	void imagesAreLoadedWithoutKey() throws Exception {
		Device device = newDeviceWithStreams();
		get(this.client.values().write(device.ref(), DeviceReading.now().with("t", 21.5).with("h", 60)));
		Chart chart = get(this.client.charts().create(ChartDefinition.of("Climate", device.id(), "t")));
		BufferedImage image = ImageIO
			.read(new ByteArrayInputStream(get(this.nobody.charts().png(chart.id(), ImageOptions.ofSize(640, 320)))));
		assertThat(image.getWidth()).isEqualTo(640);
		assertThat(image.getHeight()).isEqualTo(320);
		assertThat(get(this.nobody.charts().svg(chart.id(), ImageOptions.defaults()))).contains("<svg")
			.contains(">Climate</title");
		ImageOptions lastYear = ImageOptions.ofSize(100, 100)
			.between(Instant.parse("2016-01-01T00:00:00Z"), Instant.parse("2016-12-31T23:59:59Z"));
		assertThat(HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(lastYear.addTo(chart.render().svg())).build(), BodyHandlers.ofString())
			.body()).isEqualTo(get(this.nobody.charts().svg(chart.id(), lastYear)));
	}

	@Test
	void refusalsAreTold() {
		Device device = newDeviceWithStreams();
		assertThat(failure(M2xValidationException.class,
				this.client.charts().create(ChartDefinition.of("C", device.id(), "none")))
			.errors()).isEqualTo(Map.of("series", List.of("not_found")));
		failure(M2xForbiddenException.class, as(device).charts().list());
		Chart chart = get(this.client.charts().create(ChartDefinition.of("C", device.id(), "t")));
		assertThat(failure(M2xValidationException.class,
				this.client.charts().png(chart.id(), ImageOptions.ofSize(1, 5000)))
			.errors()).containsOnlyKeys("width", "height");
		failure(M2xNotFoundException.class, this.client.charts().svg("none", ImageOptions.defaults()));
	}

}
