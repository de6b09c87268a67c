package io.m2x.server.distributions;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionSearchTests {

	private static Api other;

	private static final String SEARCH = "/distributions/search";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@BeforeAll
	static void createDistributions() {
		Api api = server.api();
		other = server.stranger();
		create(api, "Bravo 50%", "private", "By the \u00c4pfel", "red,green", Json.of("{'room':'Cold B','floor':'1'}"));
		create(api, "alpha_1", "public", "plain", "red", Json.of("{'room':'cold'}"));
		create(api, "Charlie", "private", "alphabet", "blue", Json.of("{'floor':'2'}"));
		create(other, "Delta", "public", "alpha", "red", Json.of("{'room':'cold'}"));
	}

	private static void create(Api api, String name, String visibility, String description, String tags,
			String metadata) {
		assertThat(api.post("/distributions",
				Json.of("{'name':'%s','visibility':'%s','description':'%s','tags':'%s','metadata':%s}", name,
						visibility, description, tags, metadata))
			.status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                              | Bravo 50%,alpha_1,Charlie
			{"q":"ALPHA"}                                   | alpha_1,Charlie
			{"q":"\u00e4PFEL"}                              | Bravo 50%
			{"q":"%"}                                       | Bravo 50%
			{"q":"_"}                                       | alpha_1
			{"q":"' OR '1'='1"}                             | ``
			{"q":""}                                        | Bravo 50%,alpha_1,Charlie
			{"tags":"red"}                                  | Bravo 50%,alpha_1
			{"tags":" green , red"}                         | Bravo 50%
			{"tags":["red","blue"]}                         | ``
			{"visibility":"public"}                         | alpha_1
			{"visibility":"private"}                        | Bravo 50%,Charlie
			{"modified_since":"2000-01-01T00:00:00Z"}       | Bravo 50%,alpha_1,Charlie
			{"modified_since":"2100-01-01T00:00:00Z"}       | ``
			{"unmodified_since":"2000-01-01T00:00:00Z"}     | ``
			{"unmodified_since":"2100-01-01T00:00:00Z"}     | Bravo 50%,alpha_1,Charlie
			{"metadata":{"room":{"match":"COLD"}}}          | Bravo 50%,alpha_1
			{"metadata":{"room":{"match":"c"},"floor":{"match":"1"}}} | Bravo 50%
			{"metadata":{"color":{"match":""}}}             | ``
			{"q":"a","tags":"red","visibility":"private","metadata":{"floor":{"match":"1"}}} | Bravo 50%
			{"sort":"name","dir":"desc","tags":"red"}       | alpha_1,Bravo 50%
			{"sort":"created","dir":"desc"}                 | Charlie,alpha_1,Bravo 50%
			{"limit":1,"page":2}                            | alpha_1
			{"limit":0}                                     | ``
			{"page":9}                                      | ``
			""")
	void filtersInBodiesOfBothVerbsSelectTheSame(String body, String expected) {
		for (Api.Response response : List.of(this.api.get(SEARCH, body), this.api.post(SEARCH, body))) {
			assertThat(String.join(",", names(response))).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			q=%C3%A4pfel        | Bravo 50%
			tags=red,%20green   | Bravo 50%
			visibility=public   | alpha_1
			q=alpha&limit=1     | alpha_1
			""")
	void scalarsMayBeInTheQueryOfBothVerbs(String query, String expected) {
		assertThat(String.join(",", names(this.api.get(SEARCH + "?" + query)))).isEqualTo(expected);
		assertThat(String.join(",", names(this.api.post(SEARCH + "?" + query, "{}")))).isEqualTo(expected);
	}

	@Test
	void foundDistributionsAreShownLikeListedOnes() {
		assertThat(this.api.get(SEARCH).body()).isEqualTo(this.api.get("/distributions").body());
	}

	@Test
	void pagesAndTotalsCountWhatWasFound() {
		Api.Response response = this.api.post(SEARCH + "?limit=1", Json.of("{'metadata':{'room':{'match':'cold'}}}"));
		assertThat(response.json().propertyNames()).containsExactly("distributions", "total", "pages", "limit",
				"current_page");
		assertThat(response.at("/total").asInt()).isEqualTo(2);
		assertThat(response.at("/pages").asInt()).isEqualTo(2);
		assertThat(response.headers().allValues("Link"))
			.contains("<%s/distributions/search?limit=1&page=2>; rel=\"next\"".formatted(this.api.url()));
		assertThat(this.api.get(SEARCH + "?limit=101").at("/limit").asInt()).isEqualTo(100);
	}

	@Test
	void modificationTimesAreExact() {
		Instant updated = Instant.parse(this.api.get(SEARCH + "?q=charlie").at("/distributions/0/updated").asString());
		assertThat(names(this.api.get(SEARCH + "?modified_since=" + updated))).contains("Charlie");
		assertThat(names(this.api.get(SEARCH + "?modified_since=" + updated.plusMillis(1)))).doesNotContain("Charlie");
		assertThat(names(this.api.get(SEARCH + "?unmodified_since=" + updated))).doesNotContain("Charlie");
		assertThat(names(this.api.get(SEARCH + "?unmodified_since=" + updated.plusMillis(1)))).contains("Charlie");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"metadata":"a"                   | metadata
			"metadata":{"a":"b"}             | metadata
			"metadata":{"a":{"eq":"b"}}      | metadata
			"modified_since":"x"             | modified_since
			"unmodified_since":1             | unmodified_since
			"visibility":"secret"            | visibility
			"tags":5                         | tags
			"q":{}                           | q
			"sort":"color"                   | sort
			"page":0                         | page
			""")
	void nonsenseIsRefused(String member, String field) {
		Api.Response response = this.api.post(SEARCH, "{" + member + "}");
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'%s':['not_valid']}", field));
	}

	@Test
	void onlyMasterKeysSearchAndOnlyTheirAccount() {
		Api device = this.api.as(this.api.createDevice().get("key").asString());
		Api distribution = this.api.as(this.api.get(SEARCH).at("/distributions/0/key").asString());
		for (String verb : List.of("GET", "POST")) {
			assertThat(this.api.anonymous().send(verb, SEARCH, null).status()).isEqualTo(401);
			assertThat(device.send(verb, SEARCH, null).status()).isEqualTo(403);
			assertThat(distribution.send(verb, SEARCH, null).status()).isEqualTo(403);
			assertThat(names(other.send(verb, SEARCH, null))).containsExactly("Delta");
		}
	}

	private static List<String> names(Api.Response response) {
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return response.at("/distributions")
			.values()
			.stream()
			.map((JsonNode distribution) -> distribution.get("name").asString())
			.toList();
	}

}
