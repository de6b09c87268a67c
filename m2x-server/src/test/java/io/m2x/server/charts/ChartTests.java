package io.m2x.server.charts;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.store.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.stranger();

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams("t", "h").substring("/devices/".length());
		this.api.put("/devices/" + this.device + "/streams/text", Json.of("{'type':'alphanumeric'}"));
	}

	private static String series(String device, String stream) {
		return Json.of("{'device':'%s','stream':'%s'}", device, stream);
	}

	private static String body(String name, String... series) {
		return Json.of("{'name':'%s','series':[%s]}", name, String.join(",", series));
	}

	private JsonNode create(String name) {
		return this.api.post("/charts", body(name, series(this.device, "t"))).json();
	}

	@Test
	void createAnswersTheWholeChart() {
		Api.Response response = this.api.post("/charts",
				body("Climate", series(this.device, "t"), series(this.device, "h")));
		assertThat(response.status()).isEqualTo(201);
		String id = response.at("/id").asString();
		assertThat(id).matches("[0-9a-f]{32}");
		String url = this.api.url() + "/charts/" + id;
		assertThat(response.header("Location")).isEqualTo(url);
		assertThat(response.body())
			.isEqualTo(Json.of(
					"{'id':'%s','name':'Climate','series':[%s,%s],'url':'%s','render':{'png':'%s.png',"
							+ "'svg':'%s.svg'}}",
					id, series(this.device, "t"), series(this.device, "h"), url, url, url));
		assertThat(this.api.get("/charts/" + id).body()).isEqualTo(response.body());
	}

	@Test
	void lineThatIsNamedTwiceIsKeptOnce() {
		assertThat(this.api.post("/charts", body("C", series(this.device, "t"), series(this.device, "t")))
			.at("/series")
			.size()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{}                                                        | {"name":["not_present"],"series":["not_present"]}
					{"name":"","series":[]}                                   | {"name":["not_present"],"series":["not_present"]}
					{"name":5,"series":{}}                                    | {"name":["not_valid"],"series":["not_valid"]}
					{"name":"C","series":["t"]}                               | {"series":["not_valid"]}
					{"name":"C","series":[{"device":"D"}]}                    | {"series":["not_present"]}
					{"name":"C","series":[{"device":1,"stream":"t"}]}         | {"series":["not_valid"]}
					{"name":"C","series":[{"device":"x","stream":"t"}]}       | {"series":["not_found"]}
					{"name":"C","series":[{"device":"D","stream":"none"}]}    | {"series":["not_found"]}
					{"name":"C","series":[{"device":"D","stream":"text"}]}    | {"series":["not_valid"]}
					""")
	void badChartsAreRefused(String template, String errors) {
		String chart = "/charts/" + create("Kept").get("id").asString();
		String body = template.replace("\"D\"", "\"" + this.device + "\"");
		for (Api.Response response : List.of(this.api.post("/charts", body), this.api.put(chart, body))) {
			assertThat(response.status()).isEqualTo(422);
			assertThat(response.at("/errors").toString()).isEqualTo(errors);
		}
		assertThat(this.api.get("/charts").at("/charts").size()).isEqualTo(1);
		assertThat(this.api.get(chart).at("/name").asString()).isEqualTo("Kept");
	}

	@Test
	void chartsAreBounded() {
		assertThat(this.api.post("/charts", body("n".repeat(251), series(this.device, "t"))).at("/errors").toString())
			.isEqualTo(Json.of("{'name':['too_long']}"));
		String[] lines = IntStream.range(0, 11).mapToObj((i) -> series(this.device, "t")).toArray(String[]::new);
		assertThat(this.api.post("/charts", body("C", lines)).at("/errors").toString())
			.isEqualTo(Json.of("{'series':['too_long']}"));
	}

	@Test
	void updateReplacesNameAndSeries() {
		String chart = "/charts/" + create("Before").get("id").asString();
		assertThat(this.api.put(chart, body("After", series(this.device, "h"))).toString()).isEqualTo("204 ");
		assertThat(this.api.get(chart).at("/name").asString()).isEqualTo("After");
		assertThat(this.api.get(chart).at("/series").toString()).isEqualTo("[" + series(this.device, "h") + "]");
	}

	@Test
	void deletedChartIsGone() {
		String chart = "/charts/" + create("C").get("id").asString();
		assertThat(this.api.delete(chart).toString()).isEqualTo("204 ");
		for (Api.Response response : List.of(this.api.get(chart), this.api.delete(chart), this.api.get(chart + ".png"),
				this.api.put(chart, body("C", series(this.device, "t"))))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Chart Not Found");
		}
	}

	@Test
	void listIsInTheOrderOfCreationAndCanBeOfOneDevice() {
		JsonNode first = create("First");
		String other = this.api.deviceWithStreams("t").substring("/devices/".length());
		JsonNode second = this.api.post("/charts", body("Second", series(other, "t"))).json();
		assertThat(this.api.get("/charts").toString()).isEqualTo("200 {\"charts\":[" + first + "," + second + "]}");
		assertThat(this.api.get("/charts?device=" + other).body()).isEqualTo(Json.of("{'charts':[%s]}", second));
		assertThat(this.api.get("/charts", Json.of("{'device':'%s'}", this.device)).body())
			.isEqualTo(Json.of("{'charts':[%s]}", first));
		assertThat(this.api.get("/charts?device=x").body()).isEqualTo(Json.of("{'charts':[]}"));
	}

	@Test
	void seriesGoWithTheDeviceButNotWithTheStream() {
		String other = this.api.deviceWithStreams("t").substring("/devices/".length());
		String chart = this.api.post("/charts", body("C", series(this.device, "t"), series(other, "t")))
			.at("/id")
			.asString();
		this.api.delete("/devices/" + this.device + "/streams/t");
		assertThat(this.api.get("/charts/" + chart).at("/series").size()).isEqualTo(2);
		this.api.delete("/devices/" + this.device);
		assertThat(this.api.get("/charts/" + chart).at("/series").toString()).isEqualTo("[" + series(other, "t") + "]");
	}

	@Test
	void listIsBounded() {
		String id = create("C").get("id").asString();
		TestContext.batches(server.server())
			.batchUpdate("""
					INSERT INTO charts (account_id, public_id, name)
					SELECT account_id, ?, 'N' FROM charts WHERE public_id = ?""",
					IntStream.range(0, 1000).mapToObj((i) -> new Object[] { Tokens.next(), id }).toList());
		assertThat(this.api.get("/charts").at("/charts").size()).isEqualTo(1000);
	}

	private List<Api.Response> calls(Api caller, String chart) {
		String body = body("C", series(this.device, "t"));
		return List.of(caller.get("/charts"), caller.post("/charts", body), caller.get(chart), caller.put(chart, body),
				caller.delete(chart));
	}

	@Test
	void onlyMasterKeysOfTheAccountManageCharts() {
		String chart = "/charts/" + create("C").get("id").asString();
		Api deviceKey = this.api.as(this.api.get("/devices/" + this.device).at("/key").asString());
		assertThat(calls(deviceKey, chart)).extracting(Api.Response::status).containsOnly(403);
		assertThat(calls(this.api.anonymous(), chart)).extracting(Api.Response::status).containsOnly(401);
		Api stranger = server.stranger();
		assertThat(calls(stranger, chart)).extracting(Api.Response::status).containsExactly(200, 422, 404, 404, 404);
		assertThat(stranger.get("/charts").body()).isEqualTo(Json.of("{'charts':[]}"));
		assertThat(stranger.get(chart).at("/message").asString()).isEqualTo("Chart Not Found");
		assertThat(calls(this.api, chart).stream().map(Api.Response::status).collect(Collectors.toList()))
			.containsExactly(200, 201, 200, 204, 204);
	}

}
