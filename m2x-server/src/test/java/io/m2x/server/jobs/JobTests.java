package io.m2x.server.jobs;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestServers;
import io.m2x.server.exports.Exports;
import io.m2x.server.store.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class JobTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final JsonNode created = this.api.createDevice();

	private final String device = "/devices/" + this.created.get("id").asString();

	private final Api deviceKey = this.api.as(this.created.get("key").asString());

	private List<String> orders(int count) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(Exports.order(this.api, this.device, "").substring("/jobs/".length()));
		}
		ids.forEach((id) -> Exports.finished(this.api, "/jobs/" + id));
		Collections.reverse(ids);
		return ids;
	}

	@Test
	void idsBeginWithTheirMonthInUtc() {
		assertThat(Tokens.nextDated(Instant.parse("2016-12-31T23:59:59.999Z").toEpochMilli()))
			.matches("201612[0-9a-f]{32}");
		assertThat(Tokens.nextDated(Instant.parse("2017-01-01T00:00:00Z").toEpochMilli()))
			.matches("201701[0-9a-f]{32}");
	}

	@Test
	void finishedJobTellsItsStory() {
		String id = orders(1).get(0);
		Api.Response response = this.api.get("/jobs/" + id);
		assertThat(response.status()).isEqualTo(200);
		JsonNode job = response.json();
		assertThat(job.propertyNames()).containsExactly("id", "state", "output", "errors", "started", "finished",
				"created", "updated", "result");
		assertThat(job.get("id").asString()).isEqualTo(id);
		Instant made = Instant.parse(job.get("created").asString());
		assertThat(id).matches("\\d{6}[0-9a-f]{32}")
			.startsWith(DateTimeFormatter.ofPattern("uuuuMM").withZone(ZoneOffset.UTC).format(made));
		assertThat(job.get("state").asString()).isEqualTo("complete");
		assertThat(job.get("output").isNull()).isTrue();
		assertThat(job.get("errors").isNull()).isTrue();
		Instant started = Instant.parse(job.get("started").asString());
		Instant finished = Instant.parse(job.get("finished").asString());
		assertThat(started).isBetween(made, finished);
		assertThat(job.get("updated").asString()).isEqualTo(job.get("finished").asString());
		assertThat(job.at("/result/url").asString()).startsWith(this.api.url() + "/files/");
	}

	@Test
	void jobsAreListedInPagesWithTheNewestFirst() {
		List<String> ids = orders(3);
		String filter = "&device=" + this.created.get("id").asString();
		Api.Response first = this.api.get("/jobs?limit=2" + filter);
		assertThat(first.at("/jobs").findValuesAsString("id")).isEqualTo(ids.subList(0, 2));
		assertThat(first.json().propertyNames()).containsExactly("jobs", "total", "pages", "limit", "current_page");
		assertThat(first.at("/total").asInt()).isEqualTo(3);
		assertThat(first.at("/pages").asInt()).isEqualTo(2);
		assertThat(first.headers().allValues("Link")).hasSize(3).anyMatch((link) -> link.contains("rel=\"next\""));
		assertThat(this.api.get("/jobs?limit=2&page=2" + filter).at("/jobs").findValuesAsString("id"))
			.isEqualTo(ids.subList(2, 3));
		assertThat(this.api.get("/jobs?page=9" + filter).at("/jobs").toString()).isEqualTo("[]");
		assertThat(this.api.get("/jobs/?limit=1000").at("/limit").asInt()).isEqualTo(100);
		assertThat(this.api.get("/jobs").at("/limit").asInt()).isEqualTo(100);
	}

	@Test
	void jobsAreSelectedByStateAndDevice() {
		orders(2);
		String id = this.created.get("id").asString();
		assertThat(this.api.get("/jobs?state=complete&device=" + id).at("/total").asInt()).isEqualTo(2);
		for (String state : List.of("queued", "working", "failed")) {
			assertThat(this.api.get("/jobs?device=" + id, Json.of("{'state':'%s'}", state)).at("/total").asInt())
				.isZero();
		}
		String other = this.api.createDevice().get("id").asString();
		assertThat(this.api.get("/jobs?device=" + other).at("/total").asInt()).isZero();
		assertThat(this.api.get("/jobs?device=none").at("/total").asInt()).isZero();
		assertThat(this.api.get("/jobs?state=done&page=0").at("/errors").toString())
			.isEqualTo(Json.of("{'state':['not_valid'],'page':['not_valid']}"));
	}

	@Test
	void deviceKeySeesTheJobsOfItsDeviceOnly() {
		String own = orders(2).get(0);
		String otherDevice = this.api.deviceWithStreams();
		String other = Exports.order(this.api, otherDevice, "");
		assertThat(this.deviceKey.get("/jobs").at("/total").asInt()).isEqualTo(2);
		assertThat(this.deviceKey.get("/jobs?device=" + otherDevice.substring(9)).at("/total").asInt()).isZero();
		assertThat(this.deviceKey.get("/jobs/" + own).status()).isEqualTo(200);
		assertThat(this.deviceKey.get(other).status()).isEqualTo(404);
		assertThat(this.api.get(other).status()).isEqualTo(200);
	}

	@Test
	void keysOfGroupsFollowTheJobsThatTheyOrder() {
		String outside = Exports.order(this.api, this.api.deviceWithStreams(), "");
		JsonNode top = this.api.createCollection(null);
		JsonNode below = this.api.createCollection(top.get("id").asString());
		String collected = this.api.deviceWithStreams();
		this.api.put("/collections/" + below.get("id").asString() + collected, null);
		JsonNode kit = this.api.createDistribution();
		String member = this.api.memberWithStreams("/distributions/" + kit.get("id").asString());
		for (Map.Entry<JsonNode, String> group : Map.of(top, collected, kit, member).entrySet()) {
			Api caller = this.api.as(group.getKey().get("key").asString());
			String job = Exports.order(caller, group.getValue(), "");
			assertThat(caller.get(job).status()).isEqualTo(200);
			assertThat(caller.get("/jobs").at("/total").asInt()).isEqualTo(1);
			assertThat(caller.get(outside).status()).isEqualTo(404);
		}
	}

	@Test
	void othersSeeNothing() {
		String job = "/jobs/" + orders(1).get(0);
		this.api.put(this.device + "/streams/t", "{}");
		Api streamKey = this.api.withKeyOf(this.device, "t");
		assertThat(streamKey.get("/jobs").status()).isEqualTo(403);
		assertThat(streamKey.get(job).status()).isEqualTo(403);
		Api stranger = server.stranger();
		assertThat(stranger.get("/jobs").at("/total").asInt()).isZero();
		assertThat(stranger.get(job).at("/message").asString()).isEqualTo("Job Not Found");
		assertThat(stranger.get("/jobs?device=" + this.created.get("id").asString()).at("/total").asInt()).isZero();
		assertThat(this.api.anonymous().get("/jobs").status()).isEqualTo(401);
		assertThat(this.api.anonymous().get(job).status()).isEqualTo(401);
		assertThat(this.api.get("/jobs/none").status()).isEqualTo(404);
	}

	@Test
	void jobsCanNotBeChanged() {
		String job = "/jobs/" + orders(1).get(0);
		assertThat(this.api.post("/jobs", "{}").status()).isEqualTo(405);
		assertThat(this.api.put(job, "{}").status()).isEqualTo(405);
		assertThat(this.api.delete(job).status()).isEqualTo(405);
	}

	@Test
	void addressesBeginWithThePublicOne() {
		try (M2xServer own = TestServers.builder().publicBaseUrl(URI.create("https://m2x.example.org/v2")).start()) {
			Api caller = Api.of(own);
			String job = caller.get(caller.deviceWithStreams() + "/values/export.csv").header("Location");
			assertThat(job).startsWith("https://m2x.example.org/v2/jobs/");
			Api.Response finished = Exports.finished(caller, job.substring("https://m2x.example.org/v2".length()));
			assertThat(finished.at("/result/url").asString()).startsWith("https://m2x.example.org/v2/files/");
		}
	}

}
