package io.m2x.client.charts;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.StubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ImageOptionsTests {

	private static final URI IMAGE = URI.create("http://localhost/v2/charts/c1.png");

	@Test
	void addressCarriesTheOptions() {
		assertThat(ImageOptions.defaults().addTo(IMAGE)).isEqualTo(IMAGE);
		assertThat(ImageOptions.ofSize(300, 200).addTo(IMAGE)).hasToString(IMAGE + "?width=300&height=200");
		Instant start = Instant.parse("2017-03-05T08:00:00Z");
		assertThat(ImageOptions.defaults().between(start, start.plusMillis(1)).addTo(IMAGE))
			.hasToString(IMAGE + "?start=2017-03-05T08:00:00.000Z&end=2017-03-05T08:00:00.001Z");
	}

	@Test
	void senselessSizesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ImageOptions.ofSize(0, 10));
		assertThatIllegalArgumentException().isThrownBy(() -> ImageOptions.ofSize(10, -1));
	}

	@Test
	void imageIsAskedForByItsKind() {
		try (StubServer server = new StubServer().respond((request,
				response) -> response.header("Content-Type", "image/svg+xml").sendString(Mono.just("<svg/>")))) {
			M2xCharts charts = server.client().charts();
			Duration limit = Duration.ofSeconds(10);
			assertThat(charts.svg("c1", ImageOptions.ofSize(300, 200)).block(limit)).isEqualTo("<svg/>");
			assertThat(server.last().uri()).isEqualTo("/v2/charts/c1.svg?width=300&height=200");
			assertThat(server.last().headers().get("Accept")).isEqualTo("image/svg+xml");
			charts.png("c1", ImageOptions.defaults()).block(limit);
			assertThat(server.last().uri()).isEqualTo("/v2/charts/c1.png");
			assertThat(server.last().headers().get("Accept")).isEqualTo("image/png");
		}
	}

	@Test
	void definitionNeedsNameAndSeries() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChartDefinition.of("", "d1", "t"));
		assertThatIllegalArgumentException().isThrownBy(() -> new ChartDefinition("C", List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> ChartDefinition.of("C", "", "t"));
		assertThatIllegalArgumentException().isThrownBy(() -> ChartDefinition.of("C", "d1", " "));
	}

}
