package io.m2x.server.security;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.StringUtils;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the owner of a key can forbid its holder.
 */
class KeyLimitTests {

	private static final String DEVICE = Json.of("{'name':'N','visibility':'private'}");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private Api key(String permissions, String members) {
		Api.Response response = this.api.post("/keys",
				"{\"name\":\"N\",\"permissions\":\"" + permissions + "\"" + members + "}");
		assertThat(response.status()).isEqualTo(201);
		return this.api.as(response.at("/key").asString());
	}

	private void change(Api key, String members) {
		assertThat(
				this.api.put("/keys/" + key.key(), "{\"name\":\"N\",\"permissions\":\"GET\"" + members + "}").status())
			.isEqualTo(204);
	}

	private static void assertRefused(Api.Response response) {
		assertThat(response.status()).isEqualTo(403);
		assertThat(response.at("/message").asString()).isEqualTo("Forbidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "DELETE" })
	void verbThatIsMissingIsRefusedAndNoOther(String verb) {
		List<String> verbs = List.of("GET", "POST", "PUT", "DELETE");
		Api other = key(String.join(",", verbs.stream().filter((candidate) -> !candidate.equals(verb)).toList()), "");
		String device = "/devices/" + this.api.createDevice().get("id").asString();
		for (String method : verbs) {
			String target = "POST".equals(method) ? "/devices" : device;
			Api.Response response = other.send(method, target, DEVICE);
			assertThat(response.status() == 403).as(method + " " + response).isEqualTo(method.equals(verb));
		}
	}

	@Test
	void keyWithOneVerbDoesNothingElse() {
		String path = "/devices/" + this.api.createDevice().get("id").asString();
		Api reader = key("GET", "");
		assertThat(reader.get(path).status()).isEqualTo(200);
		assertThat(reader.send("HEAD", path, null).status()).isEqualTo(200);
		assertRefused(reader.post("/devices", DEVICE));
		assertRefused(reader.put(path, DEVICE));
		assertRefused(reader.delete(path));
		assertRefused(reader.post("/devices/search", "{}"));
		assertThat(reader.send("PATCH", path, "{}").status()).isEqualTo(405);
		Api writer = key("POST", "");
		assertThat(writer.post("/devices", DEVICE).status()).isEqualTo(201);
		assertRefused(writer.get(path));
		assertThat(writer.send("HEAD", path, null).status()).isEqualTo(403);
	}

	@Test
	void expiredKeyIsRefusedUntilItsEndIsMoved() {
		Api key = key("GET", ",\"expires_at\":\"2100-01-01T00:00:00Z\"");
		assertThat(key.get("/devices").status()).isEqualTo(200);
		change(key, ",\"expires_at\":\"2001-01-01T00:00:00Z\"");
		assertRefused(key.get("/devices"));
		assertThat(this.api.get("/keys/" + key.key()).at("/expired").asBoolean()).isTrue();
		change(key, "");
		assertRefused(key.get("/devices"));
		change(key, ",\"expires_at\":null");
		assertThat(key.get("/devices").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "192.0.2.1, 127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1" })
	void keyIsUsedFromItsOrigins(String origin) {
		assertThat(key("GET", ",\"origin\":\"" + origin + "\"").get("/devices").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "127.0.0.2", "::1", "192.0.2.1,2001:db8::1" })
	void keyIsRefusedFromElsewhere(String origin) {
		Api key = key("GET", ",\"origin\":\"" + origin + "\"");
		assertRefused(key.get("/devices"));
		String first = StringUtils.commaDelimitedListToStringArray(origin)[0];
		assertRefused(key.send("GET", "/devices", null, "X-Forwarded-For", first, "Forwarded", "for=" + first,
				"X-Real-IP", first));
	}

	@Test
	void deviceAccessForbidsNothing() {
		String device = this.api.createDevice().get("id").asString();
		for (String access : List.of("public", "private")) {
			Api key = key("GET", ",\"device\":\"" + device + "\",\"device_access\":\"" + access + "\"");
			assertThat(key.get("/devices/" + device).status()).isEqualTo(200);
		}
	}

	@Test
	void whatNeedsNoKeyTakesNoNoticeOfABadOne() {
		Api expired = key("GET", "");
		change(expired, ",\"expires_at\":\"2001-01-01T00:00:00Z\"");
		for (Api caller : List.of(expired, key("POST", ""), key("GET", ",\"origin\":\"192.0.2.1\""),
				this.api.as("nonsense"), this.api.as("0".repeat(32)))) {
			for (String path : List.of("/status", "/time", "/time/seconds", "/time/millis", "/time/iso8601")) {
				assertThat(caller.get(path).status()).as(path).isEqualTo(200);
			}
			for (String path : List.of("/devices/catalog", "/devices/catalog/search", "/charts/x.png", "/charts/x.svg",
					"/files/x/y.csv")) {
				assertThat(caller.get(path).status()).as(path).isNotIn(401, 403);
			}
			for (String path : List.of("/statuses", "/status/x", "/time/x/y", "/timer", "/devices/catalogs",
					"/devices/catalog/x", "/charts/x", "/charts/x/y.png", "/devices/x.png", "/charts", "/files/x",
					"/files/x/y/z")) {
				assertThat(caller.get(path).status()).as(path).isIn(401, 403);
			}
		}
	}

	@Test
	void keysOfAnInactiveAccountAreRefusedWhateverTheyAre() {
		Api owner = this.api.as(server.server().createAccount("late payer"));
		String created = owner.post("/devices", Json.of("{'name':'N','visibility':'public'}")).body();
		Api device = owner.as(created.replaceAll("(?s).*\"key\":\"(\\w+)\".*", "$1"));
		String path = "/devices/" + created.replaceAll("(?s).*\"id\":\"(\\w+)\".*", "$1");
		assertThat(device.get(path).status()).isEqualTo(200);
		server.server().setAccountActive("late payer", false);
		for (Api.Response response : List.of(owner.get("/devices"), owner.get("/keys"), owner.post("/devices", "{"),
				device.get(path), owner.get(path), owner.get("/unknown"))) {
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.at("/message").asString()).isEqualTo("Account Not Active");
			assertThat(response.json().propertyNames()).containsExactly("message", "description");
		}
		assertThat(owner.get("/status").status()).isEqualTo(200);
		assertThat(this.api.get("/devices").status()).isEqualTo(200);
		server.server().setAccountActive("late payer", true);
		assertThat(owner.get("/devices").status()).isEqualTo(200);
		assertThat(device.get(path).status()).isEqualTo(200);
	}

	@Test
	void revokedKeyIsRefusedWhereNothingHandlesTheRequestAndLeavesNoTrace() {
		String device = this.api.deviceWithStreams("t");
		Api key = this.api.withKeyOf(device, null);
		String value = Json.of("{'value':1}");
		String[] paths = { "/x/value", "/location", "/streams/t/value" };
		assertThat(key.put(device + "/streams/t/value", value).status()).isEqualTo(202);
		assertThat(key.put(device + "/x/value", value).status()).isEqualTo(404);
		assertThat(key.post(device + "/location", value).status()).isEqualTo(405);
		for (String path : paths) {
			// Used before, so that the server knows the key.
			Api revoked = this.api.withKeyOf(device, null);
			assertThat(revoked.put(device + "/streams/t/value", value).status()).isEqualTo(202);
			assertThat(this.api.delete("/keys/" + revoked.key()).status()).isEqualTo(204);
			int before = this.api.get(device + "/log").at("/requests").size();
			String method = "/location".equals(path) ? "POST" : "PUT";
			assertThat(revoked.send(method, device + path, value).status()).as(path).isEqualTo(401);
			// The request for the log itself was logged.
			assertThat(this.api.get(device + "/log").at("/requests").size()).as(path).isEqualTo(before + 1);
		}
	}

}
