package io.m2x.server.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What no client should send and somebody will.
 */
class RobustnessTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final List<String> WRITES = List.of("POST /devices", "PUT DEVICE", "PUT DEVICE/location",
			"DELETE DEVICE/location/waypoints", "PUT DEVICE/metadata", "PUT DEVICE/metadata/field",
			"PUT DEVICE/streams", "PUT DEVICE/streams/new", "PUT DEVICE/streams/t/value",
			"POST DEVICE/streams/t/values", "DELETE DEVICE/streams/t/values", "GET DEVICE/streams/t/values",
			"GET DEVICE/streams/t/sampling", "GET DEVICE/streams/t/stats", "GET DEVICE/values", "GET DEVICE/values.csv",
			"POST DEVICE/values/search", "GET DEVICE/values/search.msgpack", "POST DEVICE/update",
			"POST DEVICE/updates", "GET /devices", "POST /devices/search");

	/** Pieces of which odd bodies are made. */
	private static final String[] PIECES = { "{", "}", "[", "]", ",", ":", "\"", "\"name\"", "\"visibility\"",
			"\"private\"", "\"values\"", "\"value\"", "\"streams\"", "\"conditions\"", "\"t\"", "\"gt\"",
			"\"location\"", "\"latitude\"", "\"timestamp\"", "\"limit\"", "\"from\"", "\"end\"", "\"tags\"",
			"\"metadata\"", "\"2017-03-05T08:00:00Z\"", "1e400", "-1", "1e-400", "99999999999999999999999", "null",
			"true", "0.1", "\"\\u0000\"", "\"\\ud800\"", "\\", "\u00e4", "a[b]", "=", "&", "%", "+", "\u0000", "\ufeff",
			" ", "//" };

	private final Api api = server.api();

	private final String device = this.api.deviceWithStreams("t");

	@Test
	void bodiesOfRandomPiecesNeverBreakTheServer() {
		Random random = new Random(20170305);
		for (int i = 0; i < 40; i++) {
			for (String write : WRITES) {
				StringBuilder body = new StringBuilder(random.nextBoolean() ? "{" : "");
				for (int j = random.nextInt(25); j > 0; j--) {
					body.append(PIECES[random.nextInt(PIECES.length)]);
				}
				assertNotBroken(write, body.toString(), random.nextBoolean() ? FORM : "application/json");
			}
		}
	}

	@Test
	void objectsOfRandomMembersNeverBreakTheServer() {
		Random random = new Random(20170306);
		String[] names = { "name", "visibility", "status", "serial", "tags", "metadata", "values", "value", "timestamp",
				"streams", "conditions", "t", "location", "latitude", "longitude", "elevation", "limit", "page",
				"start", "end", "from", "min", "max", "interval", "type", "sort", "dir", "unit", "display_name",
				"base_device", "include_stream_values", "gt", "match" };
		for (int i = 0; i < 40; i++) {
			for (String write : WRITES) {
				assertNotBroken(write, object(random, names, 3), "application/json");
			}
		}
	}

	private static String object(Random random, String[] names, int depth) {
		StringBuilder object = new StringBuilder("{");
		for (int i = random.nextInt(5); i >= 0; i--) {
			String value = switch (random.nextInt((depth > 0) ? 11 : 8)) {
				case 0 -> "null";
				case 1 -> "true";
				case 2 -> "1e308";
				case 3 -> "-5";
				case 4 -> "\"2017-03-05T08:00:00Z\"";
				case 5 -> "\"\"";
				case 6 -> "\"t\"";
				case 7 -> "\"1,2,3\"";
				case 8 -> "[" + object(random, names, depth - 1) + ",1,\"t\"]";
				case 9 -> "[]";
				default -> object(random, names, depth - 1);
			};
			object.append('"').append(names[random.nextInt(names.length)]).append("\":").append(value);
			object.append((i > 0) ? "," : "}");
		}
		return object.toString();
	}

	private void assertNotBroken(String write, String body, String type) {
		int blank = write.indexOf(' ');
		String path = write.substring(blank + 1).replace("DEVICE", this.device);
		Api.Response response = this.api.send(write.substring(0, blank), path, body, "Content-Type", type);
		assertThat(response.status()).as(write + " " + body).isLessThan(500);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"value": 1e400}                                   | 422
			{"value": -1e400}                                  | 422
			{"value": 1e-400}                                  | 202
			{"value": "1e400"}                                 | 422
			{"value": 123456789012345678901234567890}          | 202
			{"value": 1e2147483648}                            | 422
			{"value": "1e99999999999"}                         | 422
			{"value": 1, "timestamp": 99999999999999999999}    | 422
			{"value": 1, "timestamp": "+999999999-12-31T23:59:59Z"} | 422
			{"value": 1, "timestamp": "2017-03-05T08:00:00+99:99"}  | 422
			{"value": 1, "value": 2}                           | 202
			{"value": {"value": 1}}                            | 422
			{"VALUE": 1}                                       | 422
			""")
	void oddNumbersAndTimesAreRefusedOrTaken(String body, int status) {
		assertThat(this.api.put(this.device + "/streams/t/value", body).status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775808", "1e99", "1.5", "-1", "", " 5", "5 ", "\u0665", "0x10", "NaN",
			"99999999999999999999999999999999" })
	void oddLimitsNeverBreakTheServer(String limit) {
		String query = URLEncoder.encode(limit, StandardCharsets.UTF_8);
		assertThat(this.api.get(this.device + "/values?limit=" + query).status()).isIn(200, 422);
		assertThat(this.api.get("/devices?limit=" + query + "&page=" + query).status()).isIn(200, 422);
	}

	@Test
	void byteOrderMarkIsNoHindrance() throws Exception {
		assertThat(send("PUT", "/value", BodyPublishers.ofString("\ufeff{\"value\":1}")).statusCode()).isEqualTo(202);
		assertThat(send("PUT", "/value", BodyPublishers.ofByteArray("{\"value\":1}".getBytes(StandardCharsets.UTF_16)))
			.statusCode()).isIn(202, 422);
		assertThat(this.api.send("PUT", this.device + "/streams/t/value", "\ufeff{\"value\":1}", "Content-Type", FORM)
			.status()).isEqualTo(202);
	}

	@Test
	void invalidUtf8IsRefusedOrReplaced() throws Exception {
		byte[] json = "{\"value\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(send("PUT", "/value", BodyPublishers.ofByteArray(json)).statusCode()).isEqualTo(422);
		assertThat(
				send("PUT", "/value", BodyPublishers.ofByteArray(new byte[] { (byte) 0xc0, (byte) 0x80 })).statusCode())
			.isEqualTo(422);
		assertThat(
				this.api.send("PUT", this.device + "/streams/t/value", "value=%ff%fe", "Content-Type", FORM).status())
			.isEqualTo(422);
		assertThat(this.api.get(this.device + "/streams/%ff%c0%80/values").status()).isEqualTo(404);
	}

	@Test
	void emptyBodiesAreNoBodies() throws Exception {
		for (BodyPublisher body : List.of(BodyPublishers.noBody(), BodyPublishers.ofString(""),
				BodyPublishers.ofInputStream(InputStream::nullInputStream), BodyPublishers.ofString(" \r\n\t"))) {
			assertThat(send("GET", "/values", body).statusCode()).isEqualTo(200);
			assertThat(send("DELETE", "/values", body).body()).contains("\"from\":[\"not_present\"]");
			assertThat(send("POST", "/values", body).body()).contains("\"values\":[\"not_present\"]");
			assertThat(send("PUT", "/value", body).body()).contains("\"value\":[\"not_present\"]");
		}
		String start = "PUT /v2" + this.device + "/streams/zero HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: "
				+ this.api.key() + "\r\nConnection: close\r\n";
		assertThat(raw(start + "Content-Length: 0\r\n\r\n")).startsWith("HTTP/1.1 201");
		assertThat(raw(start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")).startsWith("HTTP/1.1 204");
		assertThat(raw(start + "Content-Length: x\r\n\r\n")).startsWith("HTTP/1.1 400");
	}

	@Test
	void chunkedBodiesAreRead() throws Exception {
		String values = "{\"values\":[" + "{\"timestamp\":\"2017-03-05T08:00:00Z\",\"value\":1},".repeat(5000)
				+ "{\"timestamp\":\"2017-03-05T08:00:00Z\",\"value\":2}]}";
		assertThat(send("POST", "/values", chunked(values)).statusCode()).isEqualTo(202);
		assertThat(send("GET", "/values", chunked("{\"limit\":1}")).body()).contains("\"limit\":1,", "\"value\":2.0");
		assertThat(send("DELETE", "/values",
				chunked("{\"from\":\"2017-01-01T00:00:00Z\",\"end\":\"2018-01-01T00:00:00Z\"}"))
			.statusCode()).isEqualTo(204);
	}

	private static BodyPublisher chunked(String body) {
		return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void compressedBodiesAreRefused() throws Exception {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			out.write("{\"value\":1}".getBytes(StandardCharsets.UTF_8));
		}
		HttpResponse<String> response = send("PUT", "/value", BodyPublishers.ofByteArray(compressed.toByteArray()),
				"Content-Encoding", "gzip");
		assertThat(response.statusCode()).isEqualTo(422);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a[b", "a]b=1", "[]=1", "[a]=1", "a[][b]=1", "a[b]=1&a=2&a[c]=3", "a=1&a[]=2&a[b]=3", "=",
			"&&&", "value[=1", "a[[b]]=1" })
	void oddFormsAreForms(String form) {
		Api.Response response = this.api.send("PUT", this.device + "/streams/t/value", form + "&value=5",
				"Content-Type", FORM);
		assertThat(response.status()).isEqualTo(202);
	}

	@Test
	void formsMayHoldObjectsAndArrays() {
		Api.Response response = this.api.send("POST", "/devices",
				"name=Form&visibility=private&metadata[room]=A+1&metadata%5Bfloor%5D=2&tags[]=x&tags%5B%5D=y",
				"Content-Type", FORM);
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.at("/metadata").toString()).isEqualTo("{\"floor\":\"2\",\"room\":\"A 1\"}");
		assertThat(response.at("/tags").toString()).isEqualTo("[\"x\",\"y\"]");
		assertThat(this.api
			.send("POST", this.device + "/update",
					"values[t]=21.5&location[latitude]=1"
							+ "&location[longitude]=2&timestamp=2017-03-05T08:00:00%2B01:00",
					"Content-Type", FORM)
			.status()).isEqualTo(202);
		assertThat(this.api.get(this.device + "/values").at("/values").toString())
			.isEqualTo("[{\"timestamp\":\"2017-03-05T07:00:00.000Z\",\"values\":{\"t\":21.5}}]");
	}

	@Test
	void deepAndLongFormsAreRefused() {
		String deep = "a" + "[b]".repeat(100_000) + "=1";
		assertThat(this.api.send("PUT", this.device + "/streams/t/value", deep, "Content-Type", FORM).body())
			.contains("\"body\":[\"not_valid\"]");
		String brackets = "a" + "[".repeat(1_000_000) + "=1&value=1";
		assertThat(this.api.send("PUT", this.device + "/streams/t/value", brackets, "Content-Type", FORM).status())
			.isEqualTo(202);
		String many = "a=1&".repeat(100_000) + "value=1";
		assertThat(this.api.send("PUT", this.device + "/streams/t/value", many, "Content-Type", FORM).status())
			.isEqualTo(422);
	}

	@Test
	void otherMethodsAreAnsweredInTheFormOfErrors() {
		for (String method : new String[] { "PATCH", "PROPFIND", "FOO" }) {
			Api.Response response = this.api.send(method, this.device, "{}");
			assertThat(response.status()).as(method).isEqualTo(405);
			assertThat(response.body()).isEqualTo("{\"message\":\"Method Not Allowed\"}");
			assertThat(response.header("Allow").split(", *")).contains("GET", "PUT", "DELETE");
			assertThat(this.api.send(method, "/unknown", "{}").body())
				.isEqualTo("{\"message\":\"The specified resource does not exist\"}");
		}
	}

	@Test
	void headIsGetWithoutBody() {
		Api.Response response = this.api.send("HEAD", this.device, null);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(response.header("X-M2X-VERSION")).isNotNull();
		assertThat(this.api.send("HEAD", "/unknown", null).status()).isEqualTo(404);
		assertThat(this.api.send("HEAD", this.device + "/streams/t/value", null).status()).isEqualTo(405);
		assertThat(this.api.anonymous().send("HEAD", this.device, null).status()).isEqualTo(401);
	}

	@Test
	void prettyWorksEverywhere() {
		assertThat(this.api.get("/devices?limit=1&pretty").body()).startsWith("{\n  \"devices\" : ");
		assertThat(this.api.put(this.device + "/streams/p?pretty", "{}").body()).startsWith("{\n  \"name\" : \"p\"");
		assertThat(this.api.post("/devices?pretty=1", "{\"name\":\"P\",\"visibility\":\"private\"}").body())
			.startsWith("{\n  \"id\" : ");
		assertThat(this.api.put(this.device + "/streams?pretty", "{\"streams\":[{\"name\":\"q\"}]}").body())
			.startsWith("[ {\n");
		assertThat(this.api.post("/devices?pretty", "{}").body())
			.startsWith("{\n  \"message\" : \"Validation Failed\"");
		assertThat(this.api.anonymous().get("/devices?pretty").body()).startsWith("{\n  \"message\" : ");
		assertThat(this.api.get(this.device + "/streams/t/values.csv?pretty").body()).isEqualTo("timestamp,t\r\n");
	}

	@Test
	void responseIsDeflatedOnDemand() throws Exception {
		for (int i = 0; i < 3; i++) {
			this.api.createDevice();
		}
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api.url() + "/devices"))
			.header("X-M2X-KEY", this.api.key())
			.header("Accept-Encoding", "deflate")
			.build();
		HttpResponse<InputStream> response = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.headers().firstValue("Content-Encoding")).contains("deflate");
		try (InputStream body = new InflaterInputStream(response.body())) {
			assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).startsWith("{\"devices\":");
		}
		for (String odd : new String[] { "zip", "gzip;q=0", "identity;q=0, *;q=0", ";;;", "gzip;q=x" }) {
			assertThat(this.api.send("GET", "/devices", null, "Accept-Encoding", odd).status()).as(odd).isEqualTo(200);
		}
	}

	private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
			throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(this.api.url() + this.device + "/streams/t" + path))
			.header("X-M2X-KEY", this.api.key())
			.method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.build()
			.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.setSoTimeout(30_000);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
