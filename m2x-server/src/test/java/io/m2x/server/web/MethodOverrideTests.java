package io.m2x.server.web;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class MethodOverrideTests {

	private static final String HEADER = "X-HTTP-Method-Override";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final String device = this.api.deviceWithStreams("t");

	private static Api.Response as(Api caller, String method, String path, String body) {
		return caller.send("POST", path, body, HEADER, method);
	}

	@Test
	void postStandsForEveryMethod() {
		assertThat(as(this.api, "PUT", this.device + "/streams/t/value", Json.of("{'value':21.5}")).status())
			.isEqualTo(202);
		assertThat(as(this.api, "get", this.device + "/streams/t", null).at("/value").asDouble()).isEqualTo(21.5);
		assertThat(as(this.api, "GET", this.device + "/values.csv", null).body()).contains("21.5");
		assertThat(as(this.api, "Post", this.device + "/update", Json.of("{'values':{'t':5}}")).status())
			.isEqualTo(202);
		assertThat(as(this.api, "DELETE", this.device + "/streams/t", null).toString()).isEqualTo("204 ");
		assertThat(this.api.get(this.device + "/streams/t").status()).isEqualTo(404);
	}

	@Test
	void bodyOfASearchIsReadAsThatOfAGet() {
		this.api.put(this.device, Json.of("{'name':'N','visibility':'private','serial':'override'}"));
		Api.Response found = this.api.send("POST", "/devices?limit=5", Json.of("{'serial':'override'}"), HEADER, "GET",
				"Content-Type", "application/x-www-form-urlencoded");
		assertThat(found.status()).isEqualTo(200);
		assertThat(found.at("/devices").findValuesAsString("serial")).containsExactly("override");
		assertThat(found.headers().allValues("Link").toString()).contains("serial=override");
	}

	@Test
	void keyNeedsTheVerbThatIsMeantAndNoOther() {
		Api reader = withPermissions("GET");
		Api writer = withPermissions("POST");
		assertThat(as(reader, "GET", this.device, null).status()).isEqualTo(200);
		assertThat(as(reader, "DELETE", this.device + "/streams/t", null).status()).isEqualTo(403);
		assertThat(as(reader, "PUT", this.device + "/streams/t/value", Json.of("{'value':1}")).status()).isEqualTo(403);
		assertThat(as(writer, "GET", this.device, null).status()).isEqualTo(403);
		assertThat(as(writer, "DELETE", this.device + "/streams/t", null).status()).isEqualTo(403);
		assertThat(as(writer, "POST", this.device + "/update", Json.of("{'values':{'t':5}}")).status()).isEqualTo(202);
		assertThat(as(this.api.anonymous(), "GET", this.device, null).status()).isEqualTo(401);
	}

	private Api withPermissions(String verb) {
		return this.api.as(this.api.post("/keys", Json.of("{'name':'Another','permissions':['%s'],'device':'%s'}", verb,
				this.device.substring("/devices/".length())))
			.at("/key")
			.asString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "GET, DELETE", "DELETE;x", "" })
	void whatIsNoMethodOfTheApiIsRefused(String method) {
		Api.Response refused = as(this.api, method, this.device + "/streams/t", "{}");
		assertThat(refused.toString()).isEqualTo("405 {\"message\":\"Method Not Allowed\","
				+ "\"description\":\"X-HTTP-Method-Override can be GET, PUT or DELETE.\"}");
		assertThat(refused.header("X-M2X-VERSION")).isNotNull();
		assertThat(this.api.get(this.device + "/streams/t").status()).isEqualTo(200);
	}

	@Test
	void twoMethodsAreRefused() {
		assertThat(this.api.send("POST", this.device + "/streams/t", null, HEADER, "PUT", HEADER, "DELETE").status())
			.isEqualTo(405);
		assertThat(this.api.get(this.device + "/streams/t").status()).isEqualTo(200);
	}

	@Test
	void onlyAPostStandsForSomethingElse() {
		assertThat(this.api.send("GET", this.device + "/streams/t", null, HEADER, "DELETE").status()).isEqualTo(200);
		assertThat(this.api.send("HEAD", this.device + "/streams/t", null, HEADER, "DELETE").status()).isEqualTo(200);
		assertThat(this.api.send("PUT", this.device + "/streams/t", "{}", HEADER, "DELETE").status()).isEqualTo(204);
		assertThat(this.api.get(this.device + "/streams/t").status()).isEqualTo(200);
		assertThat(this.api.post(this.device + "/streams/t?_method=DELETE", Json.of("{'_method':'DELETE'}")).status())
			.isEqualTo(405);
	}

	@Test
	void requestLogShowsTheMethodThatWasMeant() {
		as(this.api, "PUT", this.device + "/streams/u", "{}");
		as(this.api, "DELETE", this.device + "/streams/u", null);
		assertThat(as(this.api, "GET", this.device + "/log", null).at("/requests").findValuesAsString("http_method"))
			.startsWith("DELETE", "PUT");
	}

	@Test
	void pagesMayUseItToo() {
		Api.Response preflight = this.api.anonymous()
			.send("OPTIONS", this.device, null, "Origin", "https://dashboard.example.org",
					"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers",
					"x-http-method-override, x-m2x-key");
		assertThat(preflight.status()).isEqualTo(200);
		assertThat(List.of(preflight.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT).split(", *")))
			.contains("x-http-method-override");
		Api.Response deleted = this.api.send("POST", this.device + "/streams/t", null, HEADER, "DELETE", "Origin",
				"https://dashboard.example.org");
		assertThat(deleted.status()).isEqualTo(204);
		assertThat(deleted.header("Access-Control-Allow-Origin")).isEqualTo("*");
	}

}
