package io.m2x.server;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a naive server gets wrong, numbered as in section 13 of the API reference.
 */
class TrapTests {

	private static final String RANGE = Json.of("{'from':'2000-01-01T00:00:00Z','end':'2100-01-01T00:00:00Z'}");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams("t");
	}

	@Test
	void trap01BodiesOfGetAndDeleteAreMergedWithTheQuery() {
		this.api.post(this.device + "/streams/t/values", """
				{"values": [{"timestamp": "2017-03-05T08:00:01Z", "value": 1},
				{"timestamp": "2017-03-05T08:00:02Z", "value": 2}]}""");
		assertThat(this.api.get(this.device + "/streams/t/values?start=2017-03-05T08:00:02Z", Json.of("{'limit':5}"))
			.body()).startsWith("{\"limit\":5,\"start\":\"2017-03-05T08:00:02.000Z\"")
			.contains("\"value\":2.0")
			.doesNotContain("\"value\":1.0");
		assertThat(this.api
			.delete(this.device + "/streams/t/values?from=2017-03-05T08:00:02Z",
					Json.of("{'end':'2017-03-05T08:00:02Z'}"))
			.status()).isEqualTo(204);
		assertThat(this.api.get(this.device + "/streams/t/stats").at("/stats/count").asDouble()).isEqualTo(1);
		assertThat(this.api.get(this.device + "/streams/t/stats", Json.of("{'min':2}")).at("/stats/count").asDouble())
			.isZero();
		String conditions = Json.of("{'streams':['t'],'conditions':{'t':{'gte':1}}}");
		for (String method : new String[] { "GET", "POST" }) {
			Api.Response found = this.api.send(method, this.device + "/values/search?limit=5", conditions);
			assertThat(found.status()).isEqualTo(200);
			assertThat(found.at("/limit").asInt()).isEqualTo(5);
			assertThat(found.at("/values").toString())
				.isEqualTo(Json.of("[{'timestamp':'2017-03-05T08:00:01.000Z','values':{'t':1.0}}]"));
		}
	}

	@Test
	void trap01SearchesAreAnsweredOnBothVerbsWithFiltersFromQueryAndBody() {
		this.api.put(this.device, Json.of("{'name':'Both verbs','visibility':'public'}"));
		this.api.put(this.device + "/streams/t/value", Json.of("{'value':7}"));
		String filter = Json.of("{'streams':{'t':{'eq':7}}}");
		for (String path : new String[] { "/devices/search", "/devices/catalog/search" }) {
			for (String verb : new String[] { "GET", "POST" }) {
				assertThat(this.api.send(verb, path + "?name=both", filter).at("/total").asInt()).isEqualTo(1);
				assertThat(this.api.send(verb, path + "?name=none", filter).at("/total").asInt()).isZero();
			}
		}
		this.api.post("/distributions",
				Json.of("{'name':'Both verbs','visibility':'private','metadata':{'trap':'one'}}"));
		String match = Json.of("{'metadata':{'trap':{'match':'on'}}}");
		for (String verb : new String[] { "GET", "POST" }) {
			assertThat(this.api.send(verb, "/distributions/search?q=both", match).at("/total").asInt()).isEqualTo(1);
			assertThat(this.api.send(verb, "/distributions/search?q=none", match).at("/total").asInt()).isZero();
		}
	}

	@Test
	void trap02DataWritesAreAcceptedButDeletionsHaveNoContent() {
		String accepted = Json.of("{'status':'accepted'}");
		assertThat(this.api.put(this.device + "/streams/t/value", Json.of("{'value':1}")).toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.post(this.device + "/streams/t/values", Json.of("{'values':[{'value':1}]}")).toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.post(this.device + "/update", Json.of("{'values':{'t':1}}")).toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.post(this.device + "/updates", Json.of("{'values':{'t':[{'value':1}]}}")).toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.put(this.device + "/location", Json.of("{'latitude':1,'longitude':1}")).toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.get(this.device + "/values/export.csv").toString()).isEqualTo("202 " + accepted);
		assertThat(this.api.delete(this.device + "/streams/t/values", RANGE).toString()).isEqualTo("204 ");
		assertThat(this.api.delete(this.device + "/location/waypoints", RANGE).toString()).isEqualTo("204 ");
	}

	@Test
	void trap03LocationOfDeviceWithoutLocationHasNoContent() {
		assertThat(this.api.get(this.device + "/location").toString()).isEqualTo("204 ");
	}

	@Test
	void trap04StreamPutCreatesWithBodyAndUpdatesWithout() {
		Api.Response created = this.api.put(this.device + "/streams/new", "{}");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).isEqualTo(created.at("/url").asString());
		assertThat(this.api.put(this.device + "/streams/new", "{}").toString()).isEqualTo("204 ");
	}

	@Test
	void trap05RegenerationAnswersTheWholeKeyWithANewToken() {
		Api.Response made = this.api.post("/keys", Json.of("{'name':'N','permissions':['GET']}"));
		String old = made.at("/key").asString();
		Api.Response regenerated = this.api.post("/keys/" + old + "/regenerate", null);
		assertThat(regenerated.status()).isEqualTo(201);
		String key = regenerated.at("/key").asString();
		assertThat(key).isNotEqualTo(old);
		assertThat(regenerated.header("Location")).isEqualTo(this.api.url() + "/keys/" + key);
		assertThat(regenerated.body()).isEqualTo(made.body().replace(old, key));
		assertThat(this.api.as(old).get("/devices").status()).isEqualTo(401);
		assertThat(this.api.as(key).get("/devices").status()).isEqualTo(200);
	}

	@Test
	void trap06KeyPutDemandsNameAndPermissions() {
		String key = this.api.post("/keys", Json.of("{'name':'N','permissions':['GET']}")).at("/key").asString();
		assertThat(this.api.put("/keys/" + key, Json.of("{'name':'N'}")).at("/errors").toString())
			.isEqualTo(Json.of("{'permissions':['not_present']}"));
		assertThat(this.api.put("/keys/" + key, Json.of("{'permissions':['GET']}")).at("/errors").toString())
			.isEqualTo(Json.of("{'name':['not_present']}"));
	}

	@Test
	void trap06DevicePutDemandsNameAndVisibility() {
		assertThat(this.api.put(this.device, Json.of("{'name':'N'}")).at("/errors").toString())
			.isEqualTo(Json.of("{'visibility':['not_present']}"));
		assertThat(this.api.put(this.device, Json.of("{'visibility':'public'}")).at("/errors").toString())
			.isEqualTo(Json.of("{'name':['not_present']}"));
	}

	@Test
	void trap06DistributionPutDemandsNameAndVisibility() {
		String distribution = distribution("");
		assertThat(this.api.put(distribution, Json.of("{'name':'N'}")).at("/errors").toString())
			.isEqualTo(Json.of("{'visibility':['not_present']}"));
		assertThat(this.api.put(distribution, Json.of("{'visibility':'public'}")).at("/errors").toString())
			.isEqualTo(Json.of("{'name':['not_present']}"));
	}

	@Test
	void trap07MetadataPutReplacesTheSetButNotForOneField() {
		for (String owner : List.of(this.device, distribution(""), collection(""))) {
			this.api.put(owner + "/metadata", Json.of("{'a':'1','b':'2'}"));
			this.api.put(owner + "/metadata/a", Json.of("{'value':'3'}"));
			assertThat(this.api.get(owner + "/metadata").body()).isEqualTo(Json.of("{'a':'3','b':'2'}"));
			this.api.put(owner + "/metadata", Json.of("{'c':'4'}"));
			assertThat(this.api.get(owner + "/metadata").body()).isEqualTo(Json.of("{'c':'4'}"));
		}
	}

	@Test
	void trap08TagsComeAsTextAndGoAsArray() {
		this.api.put(this.device, Json.of("{'name':'N','visibility':'private','tags':'red , green'}"));
		String tags = ",\"tags\":\"red , green\"";
		for (String owner : List.of(this.device, distribution(tags), collection(tags))) {
			assertThat(this.api.get(owner).at("/tags").toString()).isEqualTo(Json.of("['red','green']"));
		}
	}

	@Test
	void trap09CommandsAreKnownByTheirLocation() {
		Api.Response sent = this.api.post("/commands",
				Json.of("{'name':'OPEN','data':{'a':'1'},'targets':{'devices':['%s']}}",
						this.device.substring("/devices/".length())));
		assertThat(sent.toString()).isEqualTo("202 {\"status\":\"accepted\"}");
		String path = sent.header("Location").substring(this.api.url().length());
		assertThat(this.api.get(path).status()).isEqualTo(200);
		assertThat(this.api.get(this.device + path).at("/data").toString()).isEqualTo(Json.of("{'a':'1'}"));
		assertThat(this.api.get(this.device + "/commands").at("/commands/0").has("data")).isFalse();
		assertThat(this.api.get("/commands").at("/commands/0").has("data")).isFalse();
		assertThat(this.api.get("/commands?limit=1001").at("/limit").asInt()).isEqualTo(1000);
		assertThat(this.api.get(this.device + "/commands?limit=1001").at("/limit").asInt()).isEqualTo(1000);
	}

	@Test
	void trap10LimitsAreLoweredAndPagesPastTheEndAreEmpty() {
		assertThat(this.api.get("/devices?limit=101").at("/limit").asInt()).isEqualTo(100);
		Api.Response past = this.api.get("/devices?page=1000");
		assertThat(past.status()).isEqualTo(200);
		assertThat(past.at("/devices").toString()).isEqualTo("[]");
		assertThat(past.headers().allValues("Link")).hasSize(3).noneMatch((link) -> link.contains("next"));
		for (String path : new String[] { "/devices/search", "/devices/catalog", "/devices/catalog/search" }) {
			Api.Response response = this.api.get(path + "?page=1000&limit=101");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.at("/limit").asInt()).isEqualTo(100);
			assertThat(response.at("/devices").toString()).isEqualTo("[]");
			assertThat(response.headers().allValues("Link")).hasSize(3);
		}
	}

	@Test
	void trap11CollectionsAreNotPaginated() {
		collection("");
		collection("");
		Api.Response list = this.api.get("/collections?limit=1&page=2");
		assertThat(list.json().propertyNames()).containsExactly("collections");
		assertThat(list.at("/collections").size()).isGreaterThanOrEqualTo(2);
		assertThat(list.headers().allValues("Link")).isEmpty();
	}

	@Test
	void trap12CollectionsAndDistributionsOwnAPrimaryKey() {
		Set<String> keys = new HashSet<>();
		for (String owner : List.of(this.device, distribution(""), distribution(""), collection(""), collection(""))) {
			String key = this.api.get(owner).at("/key").asString();
			assertThat(key).matches("[0-9a-f]{32}").isNotEqualTo(this.api.key());
			assertThat(keys.add(key)).isTrue();
			this.api.put(owner, Json.of("{'name':'N','visibility':'public','key':'%s'}", "0".repeat(32)));
			assertThat(this.api.get(owner).at("/key").asString()).isEqualTo(key);
			this.api.delete(owner);
			assertThat(this.api.as(key).get("/devices").status()).isEqualTo(401);
		}
	}

	@Test
	void trap13DistributionStreamsAreLockedWhileThereAreDevicesAndDeletionKeepsThem() {
		String distribution = distribution("");
		assertThat(this.api.put(distribution + "/streams/t", "{}").status()).isEqualTo(201);
		this.api.post(distribution + "/devices", Json.of("{'serial':'trap13'}"));
		assertThat(this.api.delete(distribution + "/streams/t").at("/message").asString())
			.isEqualTo("Distribution Locked");
		assertThat(this.api.put(distribution + "/streams/t", "{}").status()).isEqualTo(403);
		assertThat(this.api.delete(distribution).status()).isEqualTo(204);
		assertThat(this.api.get("/devices/serial/trap13/streams/t").status()).isEqualTo(200);
	}

	@Test
	void trap11KeysAreNotPaginatedAndShowMasterKeysOnly() {
		for (int i = 0; i < 3; i++) {
			this.api.post("/keys", Json.of("{'name':'N','permissions':['GET']}"));
		}
		Api.Response list = this.api.get("/keys?limit=1&page=2");
		assertThat(list.json().propertyNames()).containsExactly("keys");
		assertThat(list.headers().allValues("Link")).isEmpty();
		assertThat(list.at("/keys")).hasSizeGreaterThan(3)
			.allSatisfy((key) -> assertThat(key.get("master").asBoolean()).isTrue());
		String id = this.device.substring("/devices/".length());
		assertThat(this.api.get("/keys?device=" + id).at("/keys")).hasSize(1)
			.allSatisfy((key) -> assertThat(key.get("master").asBoolean()).isFalse());
	}

	@Test
	void trap12DeviceOwnsAPrimaryKeyThatCanOnlyBeRegenerated() {
		String key = this.api.get(this.device).at("/key").asString();
		assertThat(this.api.as(key).get(this.device).at("/key").asString()).isEqualTo(key);
		String put = Json.of("{'name':'N','permissions':['GET']}");
		assertThat(this.api.put("/keys/" + key, put).status()).isEqualTo(403);
		assertThat(this.api.delete("/keys/" + key).status()).isEqualTo(403);
		String regenerated = this.api.post("/keys/" + key + "/regenerate", null).at("/key").asString();
		assertThat(this.api.get(this.device).at("/key").asString()).isEqualTo(regenerated).isNotEqualTo(key);
	}

	@Test
	void trap14OneValuePerMillisecondNewestFirstInFloats() {
		this.api.post(this.device + "/streams/t/values", """
				{"values": [{"timestamp": "2017-03-05T08:00:01.0009Z", "value": 1},
				{"timestamp": "2017-03-05T08:00:01.000Z", "value": 2},
				{"timestamp": "2017-03-05T08:00:01Z", "value": 3},
				{"timestamp": "2017-03-05T08:00:02Z", "value": 5}]}""");
		Api.Response list = this.api.get(this.device + "/streams/t/values");
		assertThat(list.at("/limit").asInt()).isEqualTo(100);
		assertThat(list.at("/values").toString()).isEqualTo("""
				[{"timestamp":"2017-03-05T08:00:02.000Z","value":5.0},\
				{"timestamp":"2017-03-05T08:00:01.000Z","value":3.0}]""");
		assertThat(this.api.get(this.device + "/streams/t/stats").body())
			.contains("\"stats\":{\"count\":2.0,\"min\":3.0,\"max\":5.0,\"avg\":4.0,\"stddev\":1.0}");
	}

	@Test
	void trap15BucketsAreAlignedAndEmptyOnesOmitted() {
		this.api.post(this.device + "/streams/t/values", """
				{"values": [{"timestamp": "2017-03-05T08:00:19Z", "value": 1},
				{"timestamp": "2017-03-05T08:00:41Z", "value": 2}]}""");
		String query = "?interval=10&type=sum&start=2017-03-05T08:00:05Z&end=2017-03-05T09:00:00Z";
		assertThat(
				this.api.get(this.device + "/streams/t/sampling" + query).at("/values").findValuesAsString("timestamp"))
			.containsExactly("2017-03-05T08:00:40.000Z", "2017-03-05T08:00:10.000Z");
		assertThat(this.api.get(this.device + "/streams/t/sampling.csv" + query).body())
			.isEqualTo("timestamp,t\r\n2017-03-05T08:00:40.000Z,2.0\r\n2017-03-05T08:00:10.000Z,1.0\r\n");
	}

	@Test
	void trap16DeleteRangesAreNamedFromAndEnd() {
		String start = Json.of("{'start':'2000-01-01T00:00:00Z','end':'2100-01-01T00:00:00Z'}");
		assertThat(this.api.delete(this.device + "/streams/t/values", start).status()).isEqualTo(422);
		assertThat(this.api.delete(this.device + "/location/waypoints", start).status()).isEqualTo(422);
		this.api.put(this.device + "/streams/t/value", Json.of("{'value':1,'timestamp':'2017-03-05T08:00:00Z'}"));
		String none = "?start=2018-01-01T00:00:00Z&from=2000-01-01T00:00:00Z";
		assertThat(this.api.get(this.device + "/streams/t/values" + none).at("/values").toString()).isEqualTo("[]");
		assertThat(this.api.get(this.device + "/values" + none).at("/values").toString()).isEqualTo("[]");
		assertThat(this.api.delete(this.device + "/streams/t/values", RANGE).status()).isEqualTo(204);
		assertThat(this.api.get(this.device + "/streams/t/stats").at("/stats/count").asDouble()).isZero();
	}

	@Test
	void trap17ReservedWordsAreNoDevices() {
		assertThat(this.api.get("/devices/serial").at("/message").asString())
			.isEqualTo("The specified resource does not exist");
		for (String word : new String[] { "catalog", "search", "tags" }) {
			assertThat(this.api.get("/devices/" + word).status()).isEqualTo(200);
			assertThat(this.api.delete("/devices/" + word).status()).isEqualTo(405);
		}
	}

	@Test
	void trap18CommandIdsBeginWithTheMonth() {
		String location = this.api
			.post("/commands",
					Json.of("{'name':'OPEN','targets':{'devices':['%s']}}",
							this.device.substring("/devices/".length())))
			.header("Location");
		String id = location.substring(location.lastIndexOf('/') + 1);
		Instant sentAt = Instant.parse(this.api.get("/commands/" + id).at("/sent_at").asString());
		assertThat(id).hasSize(38).startsWith(sentAt.toString().substring(0, 7).replace("-", ""));
	}

	@Test
	void trap18IdsOfJobsBeginWithTheirMonth() {
		String job = this.api.get(this.device + "/values/export.csv").header("Location");
		String id = this.api.get(job.substring(this.api.url().length())).at("/id").asString();
		assertThat(id).matches("20\\d{2}(0[1-9]|1[0-2])[0-9a-f]{32}");
		assertThat(job).isEqualTo(this.api.url() + "/jobs/" + id);
	}

	@Test
	void trap19PublicDevicesAreReadableWithoutAKeyAndHideIt() {
		assertThat(this.api.anonymous().get(this.device).status()).isEqualTo(401);
		this.api.put(this.device, Json.of("{'name':'N','visibility':'public'}"));
		Api.Response view = this.api.anonymous().get(this.device);
		assertThat(view.status()).isEqualTo(200);
		assertThat(view.json().has("key")).isFalse();
		assertThat(view.json().has("triggers")).isFalse();
		assertThat(this.api.anonymous().get(this.device + "/triggers").status()).isEqualTo(401);
		assertThat(this.api.anonymous().get("/devices/catalog").body()).contains(view.at("/id").asString())
			.doesNotContain("\"key\"", "\"triggers\"");
		assertThat(this.api.anonymous().get("/status").status()).isEqualTo(200);
		assertThat(this.api.as("nonsense").get("/status").status()).isEqualTo(200);
		assertThat(Instant.parse(this.api.anonymous().get("/time/iso8601").body())).isNotNull();
	}

	@Test
	void trap20HeadersArePresentAndNoContentHasNoType() {
		Api.Response view = this.api.get(this.device);
		assertThat(view.header("X-M2X-VERSION")).startsWith("v2.");
		assertThat(view.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Accept");
		assertThat(view.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(this.api.get(this.device + "/location").header("Content-Type")).isNull();
		Api.Response page = this.api.send("GET", this.device, null, "Origin", "https://dashboard.example.org");
		assertThat(page.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Accept", "Origin");
		assertThat(this.api.get(this.device + "/values.csv").headers().allValues("Vary"))
			.containsExactly("Accept-Encoding", "Accept");
		assertThat(this.api.get("/unknown").headers().allValues("Vary")).containsExactly("Accept-Encoding");
	}

	private String distribution(String more) {
		return "/distributions/"
				+ this.api.post("/distributions", "{\"name\":\"N\",\"visibility\":\"private\"" + more + "}")
					.at("/id")
					.asString();
	}

	private String collection(String more) {
		return "/collections/" + this.api.post("/collections", "{\"name\":\"N\"" + more + "}").at("/id").asString();
	}

}
