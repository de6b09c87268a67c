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

	private static final String RANGE = "{\"from\":\"2000-01-01T00:00:00Z\",\"end\":\"2100-01-01T00:00:00Z\"}";

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
		assertThat(this.api.get(this.device + "/streams/t/values?start=2017-03-05T08:00:02Z", "{\"limit\":5}").body())
			.startsWith("{\"limit\":5,\"start\":\"2017-03-05T08:00:02.000Z\"")
			.contains("\"value\":2.0")
			.doesNotContain("\"value\":1.0");
		assertThat(this.api
			.delete(this.device + "/streams/t/values?from=2017-03-05T08:00:02Z", "{\"end\":\"2017-03-05T08:00:02Z\"}")
			.status()).isEqualTo(204);
		assertThat(this.api.get(this.device + "/streams/t/stats").at("/stats/count").asDouble()).isEqualTo(1);
	}

	@Test
	void trap01SearchesAreAnsweredOnBothVerbsWithFiltersFromQueryAndBody() {
		this.api.put(this.device, "{\"name\":\"Both verbs\",\"visibility\":\"public\"}");
		this.api.put(this.device + "/streams/t/value", "{\"value\":7}");
		String filter = "{\"streams\":{\"t\":{\"eq\":7}}}";
		for (String path : new String[] { "/devices/search", "/devices/catalog/search" }) {
			for (String verb : new String[] { "GET", "POST" }) {
				assertThat(this.api.send(verb, path + "?name=both", filter).at("/total").asInt()).isEqualTo(1);
				assertThat(this.api.send(verb, path + "?name=none", filter).at("/total").asInt()).isZero();
			}
		}
		this.api.post("/distributions",
				"{\"name\":\"Both verbs\",\"visibility\":\"private\",\"metadata\":{\"trap\":\"one\"}}");
		String match = "{\"metadata\":{\"trap\":{\"match\":\"on\"}}}";
		for (String verb : new String[] { "GET", "POST" }) {
			assertThat(this.api.send(verb, "/distributions/search?q=both", match).at("/total").asInt()).isEqualTo(1);
			assertThat(this.api.send(verb, "/distributions/search?q=none", match).at("/total").asInt()).isZero();
		}
	}

	@Test
	void trap02DataWritesAreAcceptedButValueDeletionHasNoContent() {
		String accepted = "{\"status\":\"accepted\"}";
		assertThat(this.api.put(this.device + "/streams/t/value", "{\"value\":1}").toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.post(this.device + "/streams/t/values", "{\"values\":[{\"value\":1}]}").toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.post(this.device + "/update", "{\"values\":{\"t\":1}}").toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.post(this.device + "/updates", "{\"values\":{\"t\":[{\"value\":1}]}}").toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.put(this.device + "/location", "{\"latitude\":1,\"longitude\":1}").toString())
			.isEqualTo("202 " + accepted);
		assertThat(this.api.delete(this.device + "/location/waypoints", RANGE).toString()).isEqualTo("202 " + accepted);
		assertThat(this.api.delete(this.device + "/streams/t/values", RANGE).toString()).isEqualTo("204 ");
	}

	@Test
	void trap03LocationOfDeviceWithoutLocationHasNoContent() {
		assertThat(this.api.get(this.device + "/location").toString()).isEqualTo("204 ");
	}

	@Test
	void trap04StreamPutCreatesWithBodyAndUpdatesWithout() {
		Api.Reply created = this.api.put(this.device + "/streams/new", "{}");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).isEqualTo(created.at("/url").asString());
		assertThat(this.api.put(this.device + "/streams/new", "{}").toString()).isEqualTo("204 ");
	}

	@Test
	void trap06DevicePutDemandsNameAndVisibility() {
		assertThat(this.api.put(this.device, "{\"name\":\"N\"}").at("/errors").toString())
			.isEqualTo("{\"visibility\":[\"not_present\"]}");
		assertThat(this.api.put(this.device, "{\"visibility\":\"public\"}").at("/errors").toString())
			.isEqualTo("{\"name\":[\"not_present\"]}");
	}

	@Test
	void trap06DistributionPutDemandsNameAndVisibility() {
		String distribution = distribution("");
		assertThat(this.api.put(distribution, "{\"name\":\"N\"}").at("/errors").toString())
			.isEqualTo("{\"visibility\":[\"not_present\"]}");
		assertThat(this.api.put(distribution, "{\"visibility\":\"public\"}").at("/errors").toString())
			.isEqualTo("{\"name\":[\"not_present\"]}");
	}

	@Test
	void trap07MetadataPutReplacesTheSetButNotForOneField() {
		for (String owner : List.of(this.device, distribution(""), collection(""))) {
			this.api.put(owner + "/metadata", "{\"a\":\"1\",\"b\":\"2\"}");
			this.api.put(owner + "/metadata/a", "{\"value\":\"3\"}");
			assertThat(this.api.get(owner + "/metadata").body()).isEqualTo("{\"a\":\"3\",\"b\":\"2\"}");
			this.api.put(owner + "/metadata", "{\"c\":\"4\"}");
			assertThat(this.api.get(owner + "/metadata").body()).isEqualTo("{\"c\":\"4\"}");
		}
	}

	@Test
	void trap08TagsComeAsTextAndGoAsArray() {
		this.api.put(this.device, "{\"name\":\"N\",\"visibility\":\"private\",\"tags\":\"red , green\"}");
		String tags = ",\"tags\":\"red , green\"";
		for (String owner : List.of(this.device, distribution(tags), collection(tags))) {
			assertThat(this.api.get(owner).at("/tags").toString()).isEqualTo("[\"red\",\"green\"]");
		}
	}

	@Test
	void trap10LimitsAreLoweredAndPagesPastTheEndAreEmpty() {
		assertThat(this.api.get("/devices?limit=101").at("/limit").asInt()).isEqualTo(100);
		Api.Reply past = this.api.get("/devices?page=1000");
		assertThat(past.status()).isEqualTo(200);
		assertThat(past.at("/devices").toString()).isEqualTo("[]");
		assertThat(past.headers().allValues("Link")).hasSize(3).noneMatch((link) -> link.contains("next"));
		for (String path : new String[] { "/devices/search", "/devices/catalog", "/devices/catalog/search" }) {
			Api.Reply reply = this.api.get(path + "?page=1000&limit=101");
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.at("/limit").asInt()).isEqualTo(100);
			assertThat(reply.at("/devices").toString()).isEqualTo("[]");
			assertThat(reply.headers().allValues("Link")).hasSize(3);
		}
	}

	@Test
	void trap11CollectionsAreNotPaginated() {
		collection("");
		collection("");
		Api.Reply list = this.api.get("/collections?limit=1&page=2");
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
			this.api.put(owner, "{\"name\":\"N\",\"visibility\":\"public\",\"key\":\"" + "0".repeat(32) + "\"}");
			assertThat(this.api.get(owner).at("/key").asString()).isEqualTo(key);
			this.api.delete(owner);
			assertThat(this.api.as(key).get("/devices").status()).isEqualTo(401);
		}
	}

	@Test
	void trap13DistributionStreamsAreLockedWhileThereAreDevicesAndDeletionKeepsThem() {
		String distribution = distribution("");
		assertThat(this.api.put(distribution + "/streams/t", "{}").status()).isEqualTo(201);
		this.api.post(distribution + "/devices", "{\"serial\":\"trap13\"}");
		assertThat(this.api.delete(distribution + "/streams/t").at("/message").asString())
			.isEqualTo("Distribution Locked");
		assertThat(this.api.put(distribution + "/streams/t", "{}").status()).isEqualTo(403);
		assertThat(this.api.delete(distribution).status()).isEqualTo(204);
		assertThat(this.api.get("/devices/serial/trap13/streams/t").status()).isEqualTo(200);
	}

	@Test
	void trap12DeviceOwnsAPrimaryKey() {
		String key = this.api.get(this.device).at("/key").asString();
		assertThat(this.api.as(key).get(this.device).at("/key").asString()).isEqualTo(key);
	}

	@Test
	void trap14OneValuePerMillisecondNewestFirstInFloats() {
		this.api.post(this.device + "/streams/t/values", """
				{"values": [{"timestamp": "2017-03-05T08:00:01.0009Z", "value": 1},
				{"timestamp": "2017-03-05T08:00:01.000Z", "value": 2},
				{"timestamp": "2017-03-05T08:00:01Z", "value": 3},
				{"timestamp": "2017-03-05T08:00:02Z", "value": 5}]}""");
		Api.Reply list = this.api.get(this.device + "/streams/t/values");
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
		assertThat(this.api
			.get(this.device
					+ "/streams/t/sampling?interval=10&type=sum&start=2017-03-05T08:00:05Z&end=2017-03-05T09:00:00Z")
			.at("/values")
			.findValuesAsString("timestamp")).containsExactly("2017-03-05T08:00:40.000Z", "2017-03-05T08:00:10.000Z");
	}

	@Test
	void trap16DeleteRangesAreNamedFromAndEnd() {
		String start = "{\"start\":\"2000-01-01T00:00:00Z\",\"end\":\"2100-01-01T00:00:00Z\"}";
		assertThat(this.api.delete(this.device + "/streams/t/values", start).status()).isEqualTo(422);
		assertThat(this.api.delete(this.device + "/location/waypoints", start).status()).isEqualTo(422);
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
	void trap19PublicDevicesAreReadableWithoutAKeyAndHideIt() {
		assertThat(this.api.anonymous().get(this.device).status()).isEqualTo(401);
		this.api.put(this.device, "{\"name\":\"N\",\"visibility\":\"public\"}");
		Api.Reply view = this.api.anonymous().get(this.device);
		assertThat(view.status()).isEqualTo(200);
		assertThat(view.json().has("key")).isFalse();
		assertThat(view.json().has("triggers")).isFalse();
		assertThat(this.api.anonymous().get("/devices/catalog").body()).contains(view.at("/id").asString())
			.doesNotContain("\"key\"", "\"triggers\"");
		assertThat(this.api.anonymous().get("/status").status()).isEqualTo(200);
		assertThat(Instant.parse(this.api.anonymous().get("/time/iso8601").body())).isNotNull();
	}

	@Test
	void trap20HeadersArePresentAndNoContentHasNoType() {
		Api.Reply view = this.api.get(this.device);
		assertThat(view.header("X-M2X-VERSION")).startsWith("v2.");
		assertThat(view.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Accept");
		assertThat(view.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(this.api.get(this.device + "/location").header("Content-Type")).isNull();
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
