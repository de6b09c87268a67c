package io.m2x.server.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class ExportTests {

	private static final String UPDATES = """
			{"values": {"t": [{"timestamp": "2017-03-05T08:00:01Z", "value": 20},
			{"timestamp": "2017-03-05T08:00:02Z", "value": 21.5},
			{"timestamp": "2017-03-05T08:00:03Z", "value": 1e-7}],
			"h": [{"timestamp": "2017-03-05T08:00:02Z", "value": 64}]}}""";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device(String... streams) {
		return this.api.deviceWithStreams(streams);
	}

	private String filled() {
		String device = device("t", "h");
		assertThat(this.api.post(device + "/updates", UPDATES).status()).isEqualTo(202);
		return device;
	}

	@Test
	void eachTimeIsARowWithTheNewestFirst() {
		assertThat(Exports.content(this.api, filled(), "")).isEqualTo("""
				timestamp,t,h\r
				2017-03-05T08:00:03.000Z,1.0E-7,\r
				2017-03-05T08:00:02.000Z,21.5,64.0\r
				2017-03-05T08:00:01.000Z,20.0,\r
				""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?streams=h                                               | 2
			?streams=t,%20h                                          | 3 2 1
			?limit=2                                                 | 3 2
			?limit=0                                                 | ''
			?limit=99999999999999999999                              | 3 2 1
			?start=2017-03-05T08:00:02Z                              | 3 2
			?end=2017-03-05T08:00:02Z                                | 2 1
			?start=2017-03-05T08:00:02Z&end=2017-03-05T08:00:02.500Z | 2
			?start=2017-03-05T08:00:02Z&end=2017-03-05T08:00:01Z     | ''
			""")
	void streamsLimitAndRangeSelectRows(String query, String seconds) {
		assertThat(Exports.content(this.api, filled(), query)
			.lines()
			.skip(1)
			.map((line) -> line.substring(18, 19))
			.collect(Collectors.joining(" "))).isEqualTo(seconds);
	}

	@Test
	void parametersMayStandInTheBody() {
		Api.Response response = this.api.get(filled() + "/values/export.csv", Json.of("{'streams':['h'],'limit':1}"));
		String job = response.header("Location").substring(this.api.url().length());
		String file = URI.create(Exports.finished(this.api, job).at("/result/url").asString()).getPath();
		assertThat(this.api.get(file.substring(3)).body()).startsWith("timestamp,h\r\n").hasLineCount(2);
	}

	@Test
	void deviceWithoutStreamsHasOnlyAHeader() {
		assertThat(Exports.content(this.api, device(), "")).isEqualTo("timestamp\r\n");
	}

	@Test
	void textStandsInQuotesAndNumbersAreExact() {
		String device = device("n");
		this.api.put(device + "/streams/s", Json.of("{'type':'alphanumeric'}"));
		this.api.post(device + "/updates",
				"""
						{"values": {"s": [{"timestamp": "2017-03-05T08:00:04Z", "value": "say \\"hi\\", \\r\\nübermut"},
						{"timestamp": "2017-03-05T08:00:03Z", "value": ""}, {"timestamp": "2017-03-05T08:00:02Z", "value": "12"},
						{"timestamp": "2017-03-05T08:00:01Z", "value": "=1+1"}],
						"n": [{"timestamp": "2017-03-05T08:00:04Z", "value": 0.1},
						{"timestamp": "2017-03-05T08:00:03Z", "value": 2e23},
						{"timestamp": "2017-03-05T08:00:02Z", "value": -1.7976931348623157e308},
						{"timestamp": "2017-03-05T08:00:01Z", "value": 4.9e-324}]}}""");
		assertThat(Exports.content(this.api, device, "")).isEqualTo("""
				timestamp,n,s\r
				2017-03-05T08:00:04.000Z,0.1,"say ""hi"", \r\nübermut"\r
				2017-03-05T08:00:03.000Z,2.0E23,""\r
				2017-03-05T08:00:02.000Z,-1.7976931348623157E308,"12"\r
				2017-03-05T08:00:01.000Z,4.9E-324,"=1+1"\r
				""");
	}

	@Test
	void everyRowTellsWhereTheDeviceWasThen() {
		String device = filled();
		this.api.put(device + "/location",
				Json.of("{'latitude':1.5,'longitude':-2,'elevation':7,'timestamp':'2017-03-05T08:00:01.500Z'}"));
		this.api.put(device + "/location", Json.of("{'latitude':3,'longitude':4,'timestamp':'2017-03-05T08:00:03Z'}"));
		this.api.put(device + "/location",
				Json.of("{'latitude':5,'longitude':6,'timestamp':'2017-03-05T08:00:03.001Z'}"));
		assertThat(Exports.content(this.api, device, "?streams=t&include_location=true")).isEqualTo("""
				timestamp,t,latitude,longitude,elevation\r
				2017-03-05T08:00:03.000Z,1.0E-7,3.0,4.0,\r
				2017-03-05T08:00:02.000Z,21.5,1.5,-2.0,7.0\r
				2017-03-05T08:00:01.000Z,20.0,,,\r
				""");
	}

	@Test
	void moreThanAPageOfValuesAndWaypointsComesInOrder() {
		String device = device("a", "b");
		for (int part = 0; part < 3; part++) {
			this.api.post(device + "/updates",
					Json.of("{'values':{'a':%s,'b':%s}}", values(part * 6000, 1), values(part * 6000, 2)));
		}
		JdbcClient jdbc = TestContext.jdbc(server.server());
		for (int i = 0; i < 700; i++) {
			jdbc.sql("INSERT INTO waypoints (device_id, at_ms, latitude, longitude)"
					+ " SELECT id, :at, :lat, 0 FROM devices WHERE public_id = :device")
				.param("at", i * 20)
				.param("lat", i / 10.0)
				.param("device", device.substring("/devices/".length()))
				.update();
		}
		List<String> expected = IntStream.range(0, 18_000)
			.map((i) -> 17_999 - i)
			.mapToObj((i) -> "1970-01-01T00:00:%02d.%03dZ,%d.0,".formatted(i / 1000, i % 1000, i)
					+ ((i % 2 == 0) ? i + ".0" : "") + "," + Math.min(i / 20, 699) / 10.0 + ",0.0,")
			.toList();
		assertThat(Exports.content(this.api, device, "?include_location=true").lines().skip(1))
			.containsExactlyElementsOf(expected);
	}

	private static String values(int first, int step) {
		return IntStream.iterate(first, (i) -> i < first + 6000, (i) -> i + step)
			.mapToObj((i) -> Json.of("{'timestamp':'%s','value':%s}", Instant.ofEpochMilli(i), i))
			.collect(Collectors.joining(",", "[", "]"));
	}

	@Test
	void fileNeedsNoKeyAndComesAsAttachment() {
		String file = Exports.file(this.api, filled(), "");
		assertThat(file).matches("/files/[0-9a-f]{32}/values-export-\\d{10}\\.csv");
		Api.Response download = this.api.anonymous().get(file);
		assertThat(download.status()).isEqualTo(200);
		assertThat(download.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
		assertThat(download.header("Cache-Control")).isEqualTo("max-age=3600, private");
		assertThat(download.header("Content-Disposition"))
			.isEqualTo("attachment; filename=\"" + file.substring(file.lastIndexOf('/') + 1) + "\"");
		assertThat(this.api.as("0".repeat(32)).get(file).status()).isEqualTo(200);
	}

	@Test
	void fileIsFoundByItsWholeAddressOnly() {
		String file = Exports.file(this.api, filled(), "");
		for (String wrong : List.of(file + "x", file.replaceAll("[0-9a-f]{32}", "0".repeat(32)),
				file.substring(0, file.lastIndexOf('/')), "/files")) {
			assertThat(this.api.anonymous().get(wrong).status()).as(wrong).isEqualTo(404);
		}
		assertThat(this.api.anonymous().get(file + "x").at("/message").asString()).isEqualTo("File Not Found");
	}

	@Test
	void fileTravelsCompressedIfTheClientWishes() throws Exception {
		String file = Exports.file(this.api, filled(), "");
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api.url() + file))
			.header("Accept-Encoding", "deflate, gzip")
			.build();
		HttpResponse<byte[]> response = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofByteArray());
		assertThat(response.headers().allValues("Content-Encoding")).containsExactly("gzip");
		assertThat(unzip(response.body())).isEqualTo(this.api.get(file).body()).startsWith("timestamp,t,h\r\n");
	}

	@Test
	void finishedFileHasALengthAndParts() throws Exception {
		String file = Exports.file(this.api, filled(), "");
		byte[] plain = download(file, "Accept-Encoding", "identity").body();
		byte[] zipped = download(file, "Accept-Encoding", "gzip").body();
		for (String encoding : new String[] { "identity", "gzip", "deflate" }) {
			byte[] whole = encoding.equals("gzip") ? zipped : plain;
			HttpResponse<byte[]> response = download(file, "Accept-Encoding", encoding);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo(whole);
			assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(whole.length));
			assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
			assertThat(header(response, "Content-Encoding")).isEqualTo(encoding.equals("gzip") ? "gzip" : null);
			assertPart(whole, 0, 4, download(file, "Accept-Encoding", encoding, "Range", "bytes=0-3"));
			assertPart(whole, 5, whole.length, download(file, "Accept-Encoding", encoding, "Range", "bytes=5-"));
			assertPart(whole, whole.length - 6, whole.length,
					download(file, "Accept-Encoding", encoding, "Range", "bytes=-6"));
			assertPart(whole, 7, whole.length, download(file, "Accept-Encoding", encoding, "Range", "bytes=7-999999"));
			String tag = header(response, "ETag");
			assertPart(whole, 1, 3, download(file, "Accept-Encoding", encoding, "Range", "bytes=1-2", "If-Range", tag));
			assertPart(whole, 1, 3, download(file, "Accept-Encoding", encoding, "Range", "bytes=1-2", "If-Range",
					header(response, "Last-Modified")));
			assertThat(download(file, "Accept-Encoding", encoding, "If-None-Match", tag).statusCode()).isEqualTo(304);
		}
	}

	private void assertPart(byte[] whole, int start, int end, HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).isEqualTo(206);
		assertThat(response.body()).isEqualTo(Arrays.copyOfRange(whole, start, end));
		assertThat(header(response, "Content-Range"))
			.isEqualTo("bytes " + start + "-" + (end - 1) + "/" + whole.length);
		assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(end - start));
	}

	@Test
	void otherRangesGiveTheWholeFileOrNone() throws Exception {
		String file = Exports.file(this.api, filled(), "");
		String whole = this.api.get(file).body();
		String tag = header(download(file, "Accept-Encoding", "gzip"), "ETag");
		for (String range : new String[] { "bytes=0-1,3-4", "lines=1-2", "bytes=4-2", "bytes", "nonsense" }) {
			Api.Response response = this.api.send("GET", file, null, "Range", range);
			assertThat(response.status()).as(range).isEqualTo(200);
			assertThat(response.body()).isEqualTo(whole);
		}
		for (String condition : new String[] { "\"other\"", "Sat, 01 Jan 2000 00:00:00 GMT", "nonsense", tag }) {
			assertThat(this.api.send("GET", file, null, "Range", "bytes=0-1", "If-Range", condition).status())
				.as(condition)
				.isEqualTo(200);
		}
		for (String range : new String[] { "bytes=" + whole.length() + "-", "bytes=-0" }) {
			Api.Response response = this.api.send("GET", file, null, "Range", range);
			assertThat(response.status()).as(range).isEqualTo(416);
			assertThat(response.header("Content-Range")).isEqualTo("bytes */" + whole.length());
			assertThat(response.at("/message").asString()).isNotBlank();
		}
	}

	@Test
	void fileOfUnknownLengthIsSentAsAWhole() {
		String file = Exports.file(this.api, filled(), "");
		String whole = this.api.get(file).body();
		TestContext.jdbc(server.server())
			.sql("UPDATE exports SET content_length = NULL, stored_length = NULL WHERE token = :token")
			.param("token", file.substring("/files/".length(), file.lastIndexOf('/')))
			.update();
		Api.Response response = this.api.send("GET", file, null, "Range", "bytes=0-1");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(whole);
		assertThat(response.header("Content-Length")).isNull();
	}

	private HttpResponse<byte[]> download(String file, String... headers) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api.url() + file)).headers(headers).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
	}

	private static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElse(null);
	}

	private static String unzip(byte[] content) throws IOException {
		try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(content))) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gzip              | true
			GZIP;q=0.5        | true
			deflate , gzip    | true
			gzip;q=0          | false
			gzip ; q=0.000    | false
			gzip;q=0.001      | true
			identity          | false
			''                | false
			""")
	void compressionIsNegotiated(String accepted, boolean compressed) {
		assertThat(FilesController.acceptsGzip(accepted)).isEqualTo(compressed);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?streams=t,missing      | {"streams":["not_found"]}
			?limit=-1               | {"limit":["not_valid"]}
			?limit=x                | {"limit":["not_valid"]}
			?include_location=maybe | {"include_location":["not_valid"]}
			?start=yesterday&end=x  | {"start":["not_valid"],"end":["not_valid"]}
			""")
	void badParametersAreRefused(String query, String errors) {
		Api.Response response = this.api.get(filled() + "/values/export.csv" + query);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
	}

	@Test
	void tooManyStreamsAreRefused() {
		String device = device("t");
		TestContext.jdbc(server.server())
			.sql("INSERT INTO streams (device_id, name, value_type, created_at, updated_at) SELECT d.id, CONCAT('s', x),"
					+ " 'numeric', 0, 0 FROM devices d CROSS JOIN " + TestContext.numbers(1, 1000)
					+ " WHERE d.public_id = :device")
			.param("device", device.substring("/devices/".length()))
			.update();
		assertThat(this.api.get(device + "/values/export.csv").at("/errors").toString())
			.isEqualTo(Json.of("{'streams':['too_long']}"));
		assertThat(Exports.content(this.api, device, "?streams=s1,s1000")).isEqualTo("timestamp,s1,s1000\r\n");
	}

	@Test
	void onlyKeysForTheWholeDeviceMayExport() {
		JsonNode created = this.api.createDevice();
		String device = "/devices/" + created.get("id").asString();
		this.api.put(device + "/streams/t", "{}");
		this.api.put(device, Json.of("{'name':'P','visibility':'public','serial':'EX-1'}"));
		String path = device + "/values/export.csv";
		Api deviceKey = this.api.as(created.get("key").asString());
		assertThat(deviceKey.get(path).status()).isEqualTo(202);
		assertThat(deviceKey.get("/devices/serial/EX-1/values/export.csv").status()).isEqualTo(202);
		assertThat(this.api.anonymous().get(path).status()).isEqualTo(401);
		assertThat(this.api.as("0".repeat(32)).get(path).status()).isEqualTo(401);
		assertThat(this.api.as(this.api.createDevice().get("key").asString()).get(path).status()).isEqualTo(403);
		assertThat(this.api.withKeyOf(device, "t").get(path).status()).isEqualTo(403);
		assertThat(server.stranger().get(path).status()).isEqualTo(404);
		assertThat(this.api.get("/devices/" + "0".repeat(32) + "/values/export.csv").status()).isEqualTo(404);
	}

	@Test
	void deletedDeviceTakesItsFileAlong() {
		String device = filled();
		String job = Exports.order(this.api, device, "");
		Api.Response complete = Exports.finished(this.api, job);
		String file = URI.create(complete.at("/result/url").asString()).getPath().substring(3);
		assertThat(this.api.delete(device).status()).isEqualTo(204);
		assertThat(this.api.get(file).status()).isEqualTo(404);
		assertThat(this.api.get(job).at("/state").asString()).isEqualTo("complete");
		assertThat(this.api.get(job).at("/result").isNull()).isTrue();
		ExportCleaner cleaner = TestContext.bean(server.server(), ExportCleaner.class);
		cleaner.clean(System.currentTimeMillis());
		JdbcClient jdbc = TestContext.jdbc(server.server());
		String left = "SELECT COUNT(*) FROM exports e JOIN jobs j ON j.id = e.job_id WHERE j.device_id IS NULL";
		assertThat(jdbc.sql(left).query(Long.class).single()).isZero();
	}

	@Test
	void filesAndJobsAreDeletedWhenTheyAreOld() {
		try (M2xServer own = TestServers.builder().start()) {
			Api caller = Api.of(own);
			String device = caller.deviceWithStreams("t");
			caller.put(device + "/streams/t/value", Json.of("{'value':1}"));
			String job = Exports.order(caller, device, "");
			String file = URI.create(Exports.finished(caller, job).at("/result/url").asString()).getPath().substring(3);
			ExportCleaner cleaner = TestContext.bean(own, ExportCleaner.class);
			long now = System.currentTimeMillis();
			cleaner.clean(now + ExportFiles.LIFETIME.minusMinutes(1).toMillis());
			assertThat(caller.get(file).status()).isEqualTo(200);
			cleaner.clean(now + ExportFiles.LIFETIME.plusMinutes(1).toMillis());
			assertThat(caller.get(file).status()).isEqualTo(404);
			assertThat(caller.get(job).status()).isEqualTo(404);
			JdbcClient jdbc = TestContext.jdbc(own);
			assertThat(jdbc.sql("SELECT COUNT(*) FROM export_chunks").query(Long.class).single()).isZero();
			String tasks = "SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'clean-up-exports'";
			assertThat(jdbc.sql(tasks).query(Long.class).single()).isEqualTo(1);
		}
	}

	@Test
	void expiredFileIsGoneBeforeItIsDeleted() {
		String file = Exports.file(this.api, filled(), "");
		JdbcClient jdbc = TestContext.jdbc(server.server());
		jdbc.sql("UPDATE jobs SET finished_at = finished_at - :age WHERE result_path = :path")
			.param("age", ExportFiles.LIFETIME.toMillis())
			.param("path", file.substring(1))
			.update();
		assertThat(this.api.get(file).status()).isEqualTo(404);
	}

}
