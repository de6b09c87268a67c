package io.m2x.server.triggers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Triggers of a device of its own for each test, whose callback URL remembers what it
 * got.
 */
abstract class AbstractFiringTests {

	static final Instant START = Instant.parse("2017-03-05T08:00:00Z");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	final Api api = server.api();

	final StubServer callback = new StubServer();

	String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams("t", "h");
	}

	@AfterEach
	void stop() {
		this.callback.close();
	}

	final String trigger(String conditions, String... members) {
		return triggerOf(this.device, conditions, members);
	}

	final String triggerOf(String owner, String conditions, String... members) {
		String more = (members.length > 0) ? "," + String.join(",", members) : "";
		Api.Response created = this.api.post(owner + "/triggers", "{\"name\":\"hot\",\"callback_url\":\""
				+ this.callback.url() + "\",\"conditions\":" + conditions + more + "}");
		assertThat(created.status()).as(created.toString()).isEqualTo(201);
		return owner + "/triggers/" + created.at("/id").asString();
	}

	final void write(String stream, double value, int second) {
		Api.Response response = this.api.put(this.device + "/streams/" + stream + "/value",
				Json.of("{'value':%s,'timestamp':'%s'}", value, START.plusSeconds(second)));
		assertThat(response.status()).isEqualTo(202);
	}

	// Write one value a second, from the given second on.
	final void series(int second, double... values) {
		List<String> json = new ArrayList<>();
		for (int i = 0; i < values.length; i++) {
			json.add(Json.of("{'value':%s,'timestamp':'%s'}", values[i], START.plusSeconds(second + i)));
		}
		assertThat(this.api.post(this.device + "/streams/t/values", Json.of("{'values':[%s]}", String.join(",", json)))
			.status()).isEqualTo(202);
	}

	// Return what was delivered, after everything has been: what came last is asked for
	// with a test.
	final List<String> delivered(String trigger) {
		assertThat(this.api.post(trigger + "/test", null).status()).isEqualTo(204);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.callback.accepted()
				.stream()
				.anyMatch((call) -> "test".equals(call.at("/event").asString())));
		return this.callback.accepted()
			.stream()
			.filter((call) -> !"test".equals(call.at("/event").asString()))
			.map((call) -> call.at("/event").asString() + " " + call.at("/values/t/value").asString("-"))
			.toList();
	}

	final boolean isActivated(String trigger) {
		return this.api.get(trigger).at("/activated").asBoolean();
	}

}
