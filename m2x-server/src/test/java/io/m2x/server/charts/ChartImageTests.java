package io.m2x.server.charts;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ChartImageTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final int FIRST_COLOR = 0x0072b2;

	private static final int SECOND_COLOR = 0xd55e00;

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private String chart;

	@BeforeEach
	void createChart() {
		this.device = this.api.deviceWithStreams("t", "h");
		this.chart = chart("Climate", "t", "h");
	}

	private String chart(String name, String... streams) {
		List<String> series = new ArrayList<>();
		for (String stream : streams) {
			series.add(Json.of("{'device':'%s','stream':'%s'}", this.device.substring("/devices/".length()), stream));
		}
		return "/charts/"
				+ this.api.post("/charts", Json.of("{'name':'%s','series':[%s]}", name, String.join(",", series)))
					.at("/id")
					.asString();
	}

	// Writes values of one a minute.
	private void write(String stream, String... values) {
		List<String> rows = new ArrayList<>();
		for (String value : values) {
			Instant time = Instant.parse("2017-03-05T08:00:00Z").plusSeconds(60L * rows.size());
			rows.add(Json.of("{'timestamp':'%s','value':%s}", time, value));
		}
		assertThat(this.api
			.post(this.device + "/streams/" + stream + "/values", Json.of("{'values':[%s]}", String.join(",", rows)))
			.status()).isEqualTo(202);
	}

	private void writeWave(String stream, int count) {
		String[] values = new String[count];
		for (int i = 0; i < count; i++) {
			values[i] = String.valueOf(Math.sin(i / 10d));
		}
		write(stream, values);
	}

	private HttpResponse<byte[]> load(String path) throws IOException, InterruptedException {
		return CLIENT.send(HttpRequest.newBuilder(URI.create(this.api.url() + path)).build(),
				BodyHandlers.ofByteArray());
	}

	private BufferedImage png(String query) throws Exception {
		HttpResponse<byte[]> response = load(this.chart + ".png" + query);
		assertThat(response.statusCode()).isEqualTo(200);
		return ImageIO.read(new ByteArrayInputStream(response.body()));
	}

	private Document svg(String query) throws Exception {
		HttpResponse<byte[]> response = load(this.chart + ".svg" + query);
		assertThat(response.statusCode()).isEqualTo(200);
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
		return factory.newDocumentBuilder().parse(new ByteArrayInputStream(response.body()));
	}

	// The edges of lines are mixed with the background.
	private static int distance(int pixel, int color) {
		return Math.abs((pixel >> 16 & 0xff) - (color >> 16 & 0xff))
				+ Math.abs((pixel >> 8 & 0xff) - (color >> 8 & 0xff)) + Math.abs((pixel & 0xff) - (color & 0xff));
	}

	private static long pixels(BufferedImage image, int color) {
		int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
		long count = 0;
		for (int pixel : pixels) {
			if (distance(pixel, color) < 60) {
				count++;
			}
		}
		return count;
	}

	@Test
	void pngShowsEverySeriesToAnyone() throws Exception {
		writeWave("t", 100);
		HttpResponse<byte[]> response = load(this.chart + ".png");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		BufferedImage one = png("");
		assertThat(one.getWidth()).isEqualTo(800);
		assertThat(one.getHeight()).isEqualTo(400);
		assertThat(pixels(one, FIRST_COLOR)).isGreaterThan(200);
		write("h", "2", "-2", "2", "-2");
		assertThat(pixels(png(""), SECOND_COLOR)).isGreaterThan(pixels(one, SECOND_COLOR) + 200);
	}

	@Test
	void svgIsWellFormedAndNamed() throws Exception {
		writeWave("t", 100);
		this.chart = chart("A <b>&\\\"' \\u0001 ü", "t");
		HttpResponse<byte[]> response = load(this.chart + ".svg");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(response.headers().firstValue("Content-Security-Policy"))
			.hasValue("default-src 'none'; style-src 'unsafe-inline'; sandbox");
		Document document = svg("?width=600&height=300");
		assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("600");
		assertThat(document.getDocumentElement().getAttribute("height")).isEqualTo("300");
		assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 600 300");
		assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("A <b>&\"'   ü");
		assertThat(document.getElementsByTagName("b").getLength()).isZero();
		assertThat(document.getElementsByTagName("text").getLength()).isZero();
	}

	@Test
	void timesLimitWhatIsDrawn() throws Exception {
		writeWave("t", 200);
		int all = svg("").getElementsByTagName("line").getLength();
		int fromMiddle = svg("?start=2017-03-05T09:40:00Z").getElementsByTagName("line").getLength();
		int toMiddle = svg("?end=2017-03-05T09:39:59Z").getElementsByTagName("line").getLength();
		assertThat(all).isGreaterThanOrEqualTo(199);
		assertThat(all - fromMiddle).isBetween(80, 120);
		assertThat(all - toMiddle).isBetween(80, 120);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?start=2016-01-01T00:00:00Z&end=2016-01-02T00:00:00Z",
			"?start=2018-01-01T00:00:00Z&end=2017-01-01T00:00:00Z" })
	void imageWithoutValuesSaysSo(String query) throws Exception {
		if (!query.isEmpty()) {
			writeWave("t", 100);
		}
		BufferedImage image = png(query);
		assertThat(pixels(image, FIRST_COLOR)).isZero();
		// Nothing but the text stands in the middle.
		BufferedImage middle = image.getSubimage(200, 150, 400, 100);
		assertThat(pixels(middle, 0xffffff)).isBetween(30_000L, 39_700L);
	}

	@Test
	void seriesWhoseStreamIsGoneIsLeftOut() throws Exception {
		writeWave("t", 100);
		write("h", "1", "2");
		this.api.delete(this.device + "/streams/h");
		assertThat(pixels(png(""), FIRST_COLOR)).isGreaterThan(200);
		this.api.put(this.device + "/streams/h", Json.of("{'type':'alphanumeric'}"));
		this.api.put(this.device + "/streams/h/value", Json.of("{'value':'text'}"));
		assertThat(pixels(png(""), FIRST_COLOR)).isGreaterThan(200);
	}

	@Test
	void linesOfTheSameNameAreBothDrawn() throws Exception {
		this.api.put(this.device + "/streams/t", Json.of("{'display_name':'Same'}"));
		this.api.put(this.device + "/streams/h", Json.of("{'display_name':'Same'}"));
		write("t", "1", "2", "3");
		write("h", "3", "2", "1");
		BufferedImage image = png("");
		assertThat(pixels(image, FIRST_COLOR)).isGreaterThan(200);
		assertThat(pixels(image, SECOND_COLOR)).isGreaterThan(200);
	}

	@ParameterizedTest
	@CsvSource({ "50, 50", "50, 2000", "2000, 50", "120, 90", "301, 201", "2000, 2000" })
	void everyAllowedSizeIsDrawn(int width, int height) throws Exception {
		writeWave("t", 100);
		BufferedImage image = png("?width=" + width + "&height=" + height);
		assertThat(image.getWidth()).isEqualTo(width);
		assertThat(image.getHeight()).isEqualTo(height);
		assertThat(svg("?width=" + width + "&height=" + height).getDocumentElement().getAttribute("width"))
			.isEqualTo(String.valueOf(width));
	}

	@ParameterizedTest
	@ValueSource(strings = { "width=49", "width=2001", "width=x", "height=49", "height=1e9", "start=x", "end=x" })
	void badOptionsAreRefused(String query) {
		Api.Response response = this.api.anonymous().get(this.chart + ".png?" + query);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.header("Content-Type")).startsWith("application/json");
		assertThat(response.at("/errors").toString())
			.isEqualTo(Json.of("{'%s':['not_valid']}", query.substring(0, query.indexOf('='))));
	}

	@Test
	void unknownOptionsAreIgnored() throws Exception {
		assertThat(png("?width=100&height=100&type=bars&limit=x").getWidth()).isEqualTo(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "0", "0 0", "5 5", "1.7976931348623157E308 -1.7976931348623157E308",
			"1.7976931348623157E308 1.7976931348623157E308", "0 4.9E-324", "1E300 1.0000000000000002E300",
			"1 1.0000000000000002", "1E15 1000000000000000.1", "-1E-300 1E-300" })
	void oddValuesAreDrawn(String values) throws Exception {
		write("t", values.split(" ", -1));
		assertThat(pixels(png(""), FIRST_COLOR)).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "0001-01-01T00:00:00Z, 9999-12-31T23:59:59.999Z", "1969-12-31T23:59:59Z, 1970-01-01T00:00:01Z",
			"2017-03-05T08:00:00.000Z, 2017-03-05T08:00:00.001Z", "1900-01-01T00:00:00Z, 2017-01-01T00:00:00Z" })
	void oddTimesAreDrawn(String first, String second) throws Exception {
		this.api.post(this.device + "/streams/t/values",
				Json.of("{'values':[{'timestamp':'%s','value':1},{'timestamp':'%s','value':2}]}", first, second));
		assertThat(pixels(png(""), FIRST_COLOR)).isPositive();
	}

	@Test
	void imageOfUnknownChartIsNotFound() {
		for (String path : List.of("/charts/00000000000000000000000000000000.png", "/charts/x.svg")) {
			Api.Response response = this.api.anonymous().get(path);
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Chart Not Found");
		}
		assertThat(this.api.get(this.chart + ".gif").status()).isEqualTo(404);
		assertThat(this.api.anonymous().get(this.chart).status()).isEqualTo(401);
	}

	@Test
	void everyKeyMaySeeTheImage() {
		assertThat(server.stranger().get(this.chart + ".svg").status()).isEqualTo(200);
		assertThat(this.api.as(this.api.get(this.device).at("/key").asString()).get(this.chart + ".svg").status())
			.isEqualTo(200);
	}

	@Test
	void manyImagesAtOnceAreAllDrawn() throws Exception {
		writeWave("t", 100);
		ExecutorService threads = Executors.newFixedThreadPool(32);
		try {
			List<Future<Integer>> statuses = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				statuses.add(threads.submit(() -> load(this.chart + ".png?width=300&height=200").statusCode()));
			}
			List<Integer> got = new ArrayList<>();
			for (Future<Integer> status : statuses) {
				got.add(status.get());
			}
			assertThat(got).hasSize(64).containsOnly(200);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
