package io.m2x.server.web;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Languages that do not tell empty lists from empty maps send {@code []} for {@code {}},
 * and some clients send nothing at all.
 */
class EmptyBodyTests {

	private static final String NAMED = "\"name\":\"N\",\"visibility\":\"private\"";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams("t");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "[]", "null", "{}", "", " ", " [ ] ", " null\n" })
	void wholeBodies(String body) {
		for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
			assertThat(send("PUT", "/streams/new-" + UUID.randomUUID(), body, type).status()).isEqualTo(201);
			assertThat(send("GET", "/streams/t/values", body, type).status()).isEqualTo(200);
			assertThat(send("GET", "/values/search", body, type).status()).isEqualTo(200);
			assertThat(send("POST", "/values/search", body, type).status()).isEqualTo(200);
			assertThat(send("DELETE", "/streams/t/values", body, type).toString()).isEqualTo(
					"422 {\"message\":\"Validation Failed\",\"errors\":{\"from\":[\"not_present\"],\"end\":[\"not_present\"]}}");
			assertThat(
					send("DELETE", "/streams/t/values?from=2015-01-01T00:00:00Z&end=2016-01-01T00:00:00Z", body, type)
						.status())
				.isEqualTo(204);
			assertThat(send("PUT", "/metadata/field", body, type).at("/errors").toString())
				.isEqualTo("{\"field\":[\"not_present\"]}");
			assertThat(send("POST", "/update", body, type).at("/errors").toString())
				.isEqualTo("{\"values\":[\"not_present\"]}");
			assertThat(this.api.send("POST", "/devices", body, "Content-Type", type).at("/errors").toString())
				.isEqualTo("{\"name\":[\"not_present\"],\"visibility\":[\"not_present\"]}");
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "[]", "null", "{}", "" })
	void metadataAreReplacedByNone(String body) {
		for (String path : List.of(this.device, "/collections/" + this.api.createCollection(null).get("id").asString(),
				"/distributions/" + this.api.createDistribution().get("id").asString())) {
			this.api.put(path + "/metadata", "{\"a\":\"1\"}");
			assertThat(this.api.put(path + "/metadata", body).status()).isEqualTo(204);
			assertThat(this.api.get(path + "/metadata").body()).isEqualTo("{}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "{}" })
	void metadataInsideOfTheirOwnerAreReplacedByNoneAndKeptIfLeftOut(String none) {
		this.api.put(this.device + "/metadata", "{\"a\":\"1\"}");
		assertThat(this.api.put(this.device, "{" + NAMED + "}").status()).isEqualTo(204);
		assertThat(this.api.get(this.device + "/metadata").body()).isEqualTo("{\"a\":\"1\"}");
		assertThat(this.api.put(this.device, "{" + NAMED + ",\"metadata\":" + none + "}").status()).isEqualTo(204);
		assertThat(this.api.get(this.device + "/metadata").body()).isEqualTo("{}");
		assertThat(this.api.post("/devices", "{" + NAMED + ",\"metadata\":" + none + "}").at("/metadata").toString())
			.isEqualTo("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "{}" })
	void unitIsCleared(String none) {
		String stream = this.device + "/streams/t";
		this.api.put(stream, "{\"unit\":{\"label\":\"Celsius\",\"symbol\":\"C\"}}");
		assertThat(this.api.put(stream, "{\"unit\":" + none + "}").status()).isEqualTo(204);
		assertThat(this.api.get(stream).at("/unit").toString()).isEqualTo("{\"label\":null,\"symbol\":null}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "{}" })
	void filtersThatSayNothingFilterNothing(String none) {
		assertThat(this.api
			.post("/devices/search",
					"{\"streams\":" + none + ",\"metadata\":" + none + ",\"location\":" + none + ",\"ids\":\""
							+ this.device.substring("/devices/".length()) + "\"}")
			.at("/total")
			.asInt()).isEqualTo(1);
		this.api.put(this.device + "/streams/t/value", "{\"value\":1}");
		assertThat(this.api.post(this.device + "/values/search", "{\"conditions\":" + none + "}").at("/values").size())
			.isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "{}" })
	void objectsInsideOfWrites(String none) {
		assertThat(this.api.post(this.device + "/update", "{\"values\":{\"t\":1},\"location\":" + none + "}").status())
			.isEqualTo(202);
		assertThat(this.api.get(this.device + "/location").status()).isEqualTo(204);
		assertThat(this.api.post(this.device + "/updates", "{\"values\":" + none + "}").at("/errors").toString())
			.isEqualTo("{\"values\":[\"not_present\"]}");
		String command = "{\"name\":\"C\",\"data\":" + none + ",\"targets\":";
		assertThat(this.api.post("/commands", command + none + "}").at("/errors").toString())
			.isEqualTo("{\"targets\":[\"not_present\"]}");
		assertThat(this.api.post("/commands", command + "{\"devices\":\"" + this.device.substring(9) + "\"}}").status())
			.isEqualTo(202);
		assertThat(this.api
			.post(this.device + "/triggers",
					"{\"name\":\"T\",\"callback_url\":\"http://192.0.2.1/\"," + "\"conditions\":" + none + "}")
			.at("/errors")
			.toString()).isEqualTo("{\"conditions\":[\"not_present\"]}");
		assertThat(this.api.post("/integrations", "{\"type\":\"amqp_sink\",\"config\":" + none + "}")
			.at("/config")
			.toString()).isEqualTo("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "{}" })
	void acknowledgementsWithoutData(String body) {
		Api.Response sent = this.api.post("/commands",
				"{\"name\":\"C\",\"targets\":{\"devices\":\"" + this.device.substring(9) + "\"}}");
		String command = this.device + "/commands"
				+ sent.header("Location").substring(sent.header("Location").lastIndexOf('/'));
		assertThat(this.api.post(command + "/process", body).status()).isEqualTo(204);
		assertThat(this.api.get(command).at("/response_data").toString()).isEqualTo("{}");
	}

	@ParameterizedTest
	@CsvSource({ "'\"\"'", "null" })
	void noTextIsNoSerial(String none) {
		String serial = UUID.randomUUID().toString();
		Api.Response created = this.api.post("/devices", "{" + NAMED + ",\"serial\":" + none + "}");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.at("/serial").isNull()).isTrue();
		assertThat(this.api.post("/devices", "{" + NAMED + ",\"serial\":" + none + "}").status()).isEqualTo(201);
		assertThat(this.api.put(this.device, "{" + NAMED + ",\"serial\":\"" + serial + "\"}").status()).isEqualTo(204);
		assertThat(this.api.put(this.device, "{" + NAMED + ",\"serial\":" + none + "}").status()).isEqualTo(204);
		assertThat(this.api.get(this.device).at("/serial").isNull()).isTrue();
		String distribution = "/distributions/" + this.api.createDistribution().get("id").asString();
		assertThat(this.api.post(distribution + "/devices", "{\"serial\":" + none + "}").at("/errors").toString())
			.isEqualTo("{\"serial\":[\"not_present\"]}");
	}

	@Test
	void serialOfBlanksStaysRefused() {
		assertThat(this.api.post("/devices", "{" + NAMED + ",\"serial\":\" \"}").at("/errors").toString())
			.isEqualTo("{\"serial\":[\"not_valid\"]}");
	}

	private Api.Response send(String method, String path, String body, String type) {
		return this.api.send(method, this.device + path, body, "Content-Type", type);
	}

}
