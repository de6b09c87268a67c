package io.m2x.server.distributions;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionStreamTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final String path = distribution();

	@Test
	void streamIsCreatedUpdatedViewedAndDeleted() {
		Api.Response response = this.api.put(this.path + "/streams/t%C3%A4", """
				{"display_name": "Air", "unit": {"label": "degree Celsius", "symbol": "C"}}""");
		assertThat(response.status()).isEqualTo(201);
		String url = this.api.url() + this.path + "/streams/t%C3%A4";
		assertThat(response.header("Location")).isEqualTo(url);
		assertThat(response.body()).isEqualTo("""
				{"name":"t\u00e4","display_name":"Air","value":null,"latest_value_at":null,"type":"numeric",\
				"unit":{"label":"degree Celsius","symbol":"C"},"url":"%s","created":"%s","updated":"%2$s"}"""
			.formatted(url, response.at("/created").asString()));
		assertThat(this.api.get(this.path + "/streams/t%C3%A4").body()).isEqualTo(response.body());
		assertThat(this.api.get(this.path + "/streams").body()).isEqualTo(Json.of("{'streams':[%s]}", response.body()));
		assertThat(this.api.put(this.path + "/streams/t%C3%A4", Json.of("{'unit':{'symbol':'K'}}")).toString())
			.isEqualTo("204 ");
		JsonNode updated = this.api.get(this.path + "/streams/t%C3%A4").json();
		assertThat(updated.get("display_name").asString()).isEqualTo("Air");
		assertThat(updated.get("unit").toString()).isEqualTo(Json.of("{'label':'degree Celsius','symbol':'K'}"));
		assertThat(this.api.delete(this.path + "/streams/t%C3%A4").toString()).isEqualTo("204 ");
		for (Api.Response missing : List.of(this.api.get(this.path + "/streams/t%C3%A4"),
				this.api.delete(this.path + "/streams/t%C3%A4"))) {
			assertThat(missing.status()).isEqualTo(404);
			assertThat(missing.at("/message").asString()).isEqualTo("Stream Not Found");
		}
	}

	@Test
	void streamsAreListedInTheOrderOfTheirCreation() {
		for (String name : List.of("c", "a", "b")) {
			assertThat(this.api.put(this.path + "/streams/" + name, null).status()).isEqualTo(201);
		}
		assertThat(this.api.get(this.path + "/streams").at("/streams").findValuesAsString("name")).containsExactly("c",
				"a", "b");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			t     | {"type": "text"}              | {"type":["not_valid"]}
			n     | {"type": "alphanumeric"}      | {"type":["not_valid"]}
			a%20b | {}                            | {"name":["not_valid"]}
			t     | {"unit": 5}                   | {"unit":["not_valid"]}
			t     | {"display_name": ["x"]}       | {"display_name":["not_valid"]}
			""")
	void badFieldsAreRefused(String name, String body, String errors) {
		this.api.put(this.path + "/streams/n", null);
		Api.Response response = this.api.put(this.path + "/streams/" + name, body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
	}

	@Test
	void streamsAreLockedWhileThereAreDevices() {
		this.api.put(this.path + "/streams/t", null);
		this.api.post(this.path + "/devices", Json.of("{'serial':'locks'}"));
		for (Api.Response response : List.of(this.api.put(this.path + "/streams/t", "{}"),
				this.api.put(this.path + "/streams/new", "{}"),
				this.api.put(this.path + "/streams/new", Json.of("{'unit':5}")),
				this.api.delete(this.path + "/streams/t"))) {
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.at("/message").asString()).isEqualTo("Distribution Locked");
			assertThat(response.json().has("description")).isTrue();
		}
		assertThat(this.api.get(this.path + "/streams/t").status()).isEqualTo(200);
		assertThat(this.api.get(this.path + "/streams").at("/streams").size()).isEqualTo(1);
		assertThat(this.api.delete(this.path + "/streams/none").status()).isEqualTo(404);
		assertThat(this.api.delete("/devices/serial/locks").status()).isEqualTo(204);
		assertThat(this.api.put(this.path + "/streams/t", "{}").status()).isEqualTo(204);
		assertThat(this.api.delete(this.path + "/streams/t").status()).isEqualTo(204);
	}

	@Test
	void deviceThatIsAddedWhileStreamsChangeHasAllOrIsFirst() {
		for (int round = 0; round < 20; round++) {
			String distribution = distribution();
			String serial = "race-" + round;
			CompletableFuture<Integer> device = CompletableFuture.supplyAsync(
					() -> this.api.post(distribution + "/devices", Json.of("{'serial':'%s'}", serial)).status());
			CompletableFuture<Integer> stream = CompletableFuture
				.supplyAsync(() -> this.api.put(distribution + "/streams/t", null).status());
			assertThat(device.join()).isEqualTo(201);
			assertThat(stream.join()).isIn(201, 403);
			boolean template = !this.api.get(distribution + "/streams").at("/streams").isEmpty();
			boolean own = !this.api.get("/devices/serial/" + serial + "/streams").at("/streams").isEmpty();
			assertThat(template).isEqualTo(stream.join() == 201);
			assertThat(own).isEqualTo(template);
		}
	}

	private String distribution() {
		return "/distributions/" + this.api.post("/distributions", Json.of("{'name':'Kit','visibility':'private'}"))
			.at("/id")
			.asString();
	}

}
