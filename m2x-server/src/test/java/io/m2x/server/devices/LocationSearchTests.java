package io.m2x.server.devices;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class LocationSearchTests {

	private static final int SCATTERED = 120;

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static final List<double[]> SCATTER = new ArrayList<>();

	private final Api api = server.api();

	@BeforeAll
	static void createDevices() {
		Api api = server.api();
		create(api, "berlin", 52.52, 13.405);
		create(api, "potsdam", 52.3906, 13.0645);
		create(api, "munich", 48.1371, 11.5754);
		create(api, "suva", -18.1416, 178.4419);
		create(api, "taveuni", -16.85, -179.97);
		create(api, "apia", -13.8333, -171.7667);
		create(api, "dateline", 10, 180);
		create(api, "north", 90, 45);
		create(api, "alert", 82.5, -62.3);
		create(api, "barneo", 89, 100);
		create(api, "amundsen", -90, 0);
		create(api, "null", 0, 0);
		create(api, "nowhere", null, null);
		Random random = new Random(5);
		for (int i = 0; i < SCATTERED; i++) {
			double[] place = { random.nextDouble(-90, 90), random.nextDouble(-180, 180) };
			SCATTER.add(place);
			create(api, "scatter" + i, place[0], place[1]);
			create(api, "opposite" + i, place[0], opposite(place[1]));
		}
	}

	private static void create(Api api, String serial, Number latitude, Number longitude) {
		String tag = serial.matches("\\D+") ? "city" : serial.replaceAll("\\d", "");
		assertThat(api
			.post("/devices",
					Json.of("{'name':'%s','visibility':'public','serial':'%s','tags':'%s'}", serial, serial, tag))
			.status()).isEqualTo(201);
		if (latitude != null) {
			assertThat(api
				.put("/devices/serial/" + serial + "/location",
						Json.of("{'latitude':%s,'longitude':%s}", latitude, longitude))
				.status()).isEqualTo(202);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					52.52    | 13.405   | "km":1           | berlin
					52.52    | 13.405   | "km":27.1        | berlin
					52.52    | 13.405   | "km":27.3        | berlin,potsdam
					52.52    | 13.405   | "mi":16.8        | berlin
					52.52    | 13.405   | "miles":17       | berlin,potsdam
					"52.52"  | "13.405" | "miles":"17"     | berlin,potsdam
					52.52    | 13.405   | "km":504         | berlin,potsdam
					52.52    | 13.405   | "km":505         | berlin,munich,potsdam
					52.52    | 13.405   | "km":0           | berlin
					52.52    | 13.4051  | "km":0           | ``
					-17      | 179.9    | "km":250         | suva,taveuni
					-17      | -179.9   | "km":250         | suva,taveuni
					10       | -180     | "km":0           | dateline
					10       | 180      | "km":0           | dateline
					90       | -120     | "km":0           | north
					90       | 0        | "km":112         | barneo,north
					89.5     | -80      | "km":170         | barneo,north
					90       | 0        | "km":833         | barneo,north
					90       | 0        | "km":835         | alert,barneo,north
					-90      | 99       | "km":1           | amundsen
					0        | 0        | "km":1           | null
					0        | 0        | "km":20016       | alert,amundsen,apia,barneo,berlin,dateline,munich,north,null,potsdam,suva,taveuni
					0        | 0        | "mi":1e300       | alert,amundsen,apia,barneo,berlin,dateline,munich,north,null,potsdam,suva,taveuni
					""")
	void circlesReachOverPolesAndDateLine(String latitude, String longitude, String radius, String expected) {
		String location = "{\"within_circle\":{\"center\":{\"latitude\":%s,\"longitude\":%s},\"radius\":{%s}}}"
			.formatted(latitude, longitude, radius);
		assertThat(String.join(",", cities(location))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					52,13 53,13 53,14 52,14                 | berlin,potsdam
					52,13 53,13 53,14 52,14 52,13           | berlin,potsdam
					52,14 53,14 53,13 52,13                 | berlin,potsdam
					52.4,13 53,13 53,14 52.4,14             | berlin
					0,0 0,10 10,10 10,0                     | null
					0,-10 0,10 10,0                         | null
					-1,-1 1,1 1,2 -2,-1                     | null
					-20,178 -15,178 -15,-179 -20,-179       | suva,taveuni
					-20,-179 -15,-179 -15,178 -20,178       | suva,taveuni
					-20,170 -10,170 -10,-170 -20,-170       | apia,suva,taveuni
					5,170 15,170 15,180 5,180               | dateline
					5,-180 15,-180 15,-170 5,-170           | dateline
					10,180 15,170 5,170                     | dateline
					10,-180 15,-170 5,-170                  | dateline
					80,0 80,90 80,180 80,-90                | alert,barneo,north
					80,-90 80,180 80,90 80,0                | alert,barneo,north
					85,0 85,120 85,-120                     | barneo,north
					-85,0 -85,120 -85,-120                  | amundsen
					-90,-180 -90,180 90,180 90,-180         | alert,amundsen,apia,barneo,berlin,dateline,munich,north,null,potsdam,suva,taveuni
					40,0 40,20 60,20 60,0 50,0 50,15 45,15 45,0 | berlin,potsdam
					0,0 10,10 20,20                         | null
					""")
	void polygonsCrossTheDateLineAndHoldPoles(String corners, String expected) {
		assertThat(String.join(",", cities(polygon(corners)))).isEqualTo(expected);
	}

	@Test
	void devicesWithoutALocationAreFound() {
		assertThat(cities("\"none\"")).containsExactly("nowhere");
	}

	@Test
	void onlyTheCurrentLocationCounts() {
		String near = "{\"within_circle\":{\"center\":{\"latitude\":%d,\"longitude\":77},\"radius\":{\"km\":1}}}";
		create(this.api, "mover", 33, 77);
		assertThat(cities(near.formatted(33))).containsExactly("mover");
		this.api.put("/devices/serial/mover/location", Json.of("{'latitude':34,'longitude':77}"));
		assertThat(cities(near.formatted(33))).isEmpty();
		assertThat(cities(near.formatted(34))).containsExactly("mover");
		this.api.delete("/devices/serial/mover/location/waypoints",
				Json.of("{'from':'2000-01-01T00:00:00Z','end':'2100-01-01T00:00:00Z'}"));
		assertThat(cities("\"none\"")).containsExactly("mover", "nowhere");
		this.api.delete("/devices/serial/mover");
	}

	@Test
	void circlesAgreeWithAnglesBetweenVectors() {
		Random random = new Random(7);
		for (int i = 0; i < 30; i++) {
			double latitude = random.nextDouble(-90, 90);
			double longitude = random.nextDouble(-180, 180);
			double radius = random.nextDouble(100, 15_000);
			List<String> expected = IntStream.range(0, SCATTERED)
				.filter((index) -> kilometres(SCATTER.get(index), latitude, longitude) <= radius)
				.mapToObj((index) -> "scatter" + index)
				.sorted()
				.toList();
			String location = Json.of("{'within_circle':{'center':{'latitude':%s,'longitude':%s},'radius':{'km':%s}}}",
					latitude, longitude, radius);
			assertThat(found("scatter", location)).as(location).isEqualTo(expected);
		}
	}

	private static double kilometres(double[] place, double latitude, double longitude) {
		double[] first = vector(place[0], place[1]);
		double[] second = vector(latitude, longitude);
		double cosine = first[0] * second[0] + first[1] * second[1] + first[2] * second[2];
		return 6371.0088 * Math.acos(Math.max(-1, Math.min(1, cosine)));
	}

	private static double[] vector(double latitude, double longitude) {
		double phi = Math.toRadians(latitude);
		double lambda = Math.toRadians(longitude);
		return new double[] { Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi) };
	}

	@Test
	void polygonsOfAnyShapeAgreeWithTheOnesOfTheJdk() {
		Random random = new Random(11);
		for (int i = 0; i < 30; i++) {
			Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
			List<String> corners = new ArrayList<>();
			double west = random.nextDouble(-180, 0);
			int count = random.nextInt(3, 12);
			for (int corner = 0; corner < count; corner++) {
				double latitude = random.nextDouble(-90, 90);
				double longitude = west + random.nextDouble(0, 180);
				corners.add(latitude + "," + longitude);
				if (corner == 0) {
					path.moveTo(longitude, latitude);
				}
				else {
					path.lineTo(longitude, latitude);
				}
			}
			path.closePath();
			List<String> expected = IntStream.range(0, SCATTERED)
				.filter((index) -> path.contains(SCATTER.get(index)[1], SCATTER.get(index)[0]))
				.mapToObj((index) -> "scatter" + index)
				.sorted()
				.toList();
			String location = polygon(String.join(" ", corners));
			assertThat(found("scatter", location)).as(location).isEqualTo(expected);
			assertThat(found("opposite", polygon(String.join(" ", shifted(corners))))).as("shifted " + location)
				.isEqualTo(expected.stream().map((serial) -> serial.replace("scatter", "opposite")).toList());
		}
	}

	// The same polygon half way round the globe, where it crosses the date line.
	private static List<String> shifted(List<String> corners) {
		return corners.stream().map((corner) -> {
			String[] parts = corner.split(",", -1);
			return parts[0] + "," + opposite(Double.parseDouble(parts[1]));
		}).toList();
	}

	private static double opposite(double longitude) {
		return (longitude >= 0) ? longitude - 180 : longitude + 180;
	}

	@Test
	void pagesAndTotalsOfAreasAreExact() {
		String body = "{\"location\":%s,\"tags\":\"city\",\"sort\":\"serial\",\"limit\":1,\"page\":%d}";
		String location = polygon("52,13 53,13 53,14 52,14");
		Api.Response second = this.api.post("/devices/search", body.formatted(location, 2));
		assertThat(second.at("/total").asInt()).isEqualTo(2);
		assertThat(second.at("/pages").asInt()).isEqualTo(2);
		assertThat(second.at("/devices/0/serial").asString()).isEqualTo("potsdam");
		assertThat(second.headers().allValues("Link")).contains(
				"<%s/devices/search?tags=city&sort=serial&limit=1&page=1>; rel=\"prev\"".formatted(this.api.url()));
	}

	@Test
	void polygonsMayHaveFiveHundredCorners() {
		String corners = IntStream.range(0, 500)
			.mapToDouble((i) -> Math.toRadians(i * 0.72))
			.mapToObj((angle) -> (52.45 + Math.cos(angle)) + "," + (13.2 + Math.sin(angle)))
			.collect(Collectors.joining(" "));
		assertThat(cities(polygon(corners))).containsExactly("berlin", "potsdam");
	}

	@Test
	void catalogKnowsAreasToo() {
		String body = Json.of("{'location':%s,'sort':'serial'}", polygon("52,13 53,13 53,14 52,14"));
		assertThat(DeviceFixtures.serials(this.api.anonymous().post("/devices/catalog/search", body)))
			.containsExactly("berlin", "potsdam");
	}

	private static String polygon(String corners) {
		String points = List.of(corners.split(" ", -1)).stream().map((corner) -> {
			String[] parts = corner.split(",", -1);
			return Json.of("{'latitude':%s,'longitude':%s}", parts[0], parts[1]);
		}).collect(Collectors.joining(","));
		return Json.of("{'within_polygon':[%s]}", points);
	}

	private List<String> cities(String location) {
		return found("city", location);
	}

	private List<String> found(String tag, String location) {
		List<String> found = new ArrayList<>();
		for (int page = 1;; page++) {
			Api.Response response = this.api.post("/devices/search?sort=serial&tags=" + tag + "&page=" + page,
					Json.of("{'location':%s}", location));
			found.addAll(DeviceFixtures.serials(response));
			if (page >= response.at("/pages").asInt()) {
				assertThat(response.at("/total").asInt()).isEqualTo(found.size());
				return found;
			}
		}
	}

}
