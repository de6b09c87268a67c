package io.m2x.client.keys;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.client.StubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class M2xKeysTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String KEY = "b7c2e9d05f1a4386a0d49e7c12f6358b";

	@Test
	void creationSendsWhatIsKnownOnly() {
		try (StubServer server = new StubServer().respond(201, "{}")) {
			server.client().keys().create(CreateKey.master("M", KeyPermission.GET)).block(LIMIT);
			assertThat(server.last().method()).isEqualTo("POST");
			assertThat(server.last().uri()).isEqualTo("/v2/keys");
			assertThat(server.last().body()).isEqualTo("{\"name\":\"M\",\"permissions\":[\"GET\"]}");
			server.client()
				.keys()
				.create(CreateKey.forStream("S", "dev", "t", KeyPermission.PUT, KeyPermission.GET)
					.withExpiry(Instant.parse("2018-01-01T00:00:00Z"))
					.withOrigins("192.0.2.7", "::1")
					.withDeviceAccess(DeviceAccess.PRIVATE))
				.block(LIMIT);
			assertThat(server.last().body()).isEqualTo("{\"name\":\"S\",\"permissions\":[\"PUT\",\"GET\"],"
					+ "\"device\":\"dev\",\"stream\":\"t\",\"expires_at\":\"2018-01-01T00:00:00.000Z\","
					+ "\"origin\":\"192.0.2.7,::1\",\"device_access\":\"private\"}");
		}
	}

	@Test
	void updateSendsNullForWhatItTakesAway() {
		try (StubServer server = new StubServer().respond(204, "")) {
			server.client()
				.keys()
				.update(KEY,
						UpdateKey.of("N", KeyPermission.GET)
							.withStream(null)
							.withExpiry(null)
							.withOrigins()
							.withDeviceAccess(DeviceAccess.PUBLIC))
				.block(LIMIT);
			assertThat(server.last().method()).isEqualTo("PUT");
			assertThat(server.last().uri()).isEqualTo("/v2/keys/" + KEY);
			assertThat(server.last().body()).isEqualTo("{\"name\":\"N\",\"permissions\":[\"GET\"],\"stream\":null,"
					+ "\"expires_at\":null,\"origin\":null,\"device_access\":\"public\"}");
		}
	}

	@Test
	void responsesOfOtherServersAreUnderstood() {
		try (StubServer server = new StubServer().respond(200, """
				{"name": "N", "key": "k", "origin": ["192.0.2.7", "::1"], "permissions": ["GET", "PATCH"],
				"device_access": "odd", "device": "https://example.org/v2/devices/abc", "new": 1}""")) {
			AccessKey key = server.client().keys().view(KEY).block(LIMIT);
			assertThat(key.origins()).containsExactly("192.0.2.7", "::1");
			assertThat(key.permissions()).containsExactly(KeyPermission.GET, KeyPermission.UNKNOWN);
			assertThat(key.deviceAccess()).isEqualTo(DeviceAccess.UNKNOWN);
			assertThat(key.deviceId()).isEqualTo("abc");
			server.respond(200, "{\"name\":\"N\",\"key\":\"k\",\"origin\":null}");
			AccessKey bare = server.client().keys().view(KEY).block(LIMIT);
			assertThat(bare.origins()).isEmpty();
			assertThat(bare.permissions()).isEmpty();
			assertThat(bare.deviceAccess()).isNull();
		}
	}

	@Test
	void textShowsNoKey() {
		try (StubServer server = new StubServer().respond(200, "{\"name\":\"N\",\"key\":\"" + KEY + "\"}")) {
			AccessKey key = server.client().keys().view(KEY).block(LIMIT);
			assertThat(key.key()).isEqualTo(KEY);
			assertThat(key.toString()).contains("name=N").doesNotContain(KEY);
			assertThat(UpdateKey.of("N", KeyPermission.GET)).hasToString("UpdateKey{name=N, permissions=[GET]}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", "a b" })
	void textThatIsNoKeyIsRefusedBeforeAnythingIsSent(String key) {
		try (StubServer server = new StubServer()) {
			M2xKeys keys = server.client().keys();
			assertThatIllegalArgumentException().isThrownBy(() -> keys.view(key));
			assertThatIllegalArgumentException().isThrownBy(() -> keys.regenerate(key));
			assertThat(server.received()).isEmpty();
		}
	}

	@Test
	void keyThatNeedsEncodingStaysOneSegment() {
		try (StubServer server = new StubServer().respond(204, "")) {
			server.client().keys().delete("a/../b?c#d%").block(LIMIT);
			assertThat(server.last().uri()).isEqualTo("/v2/keys/a%2F..%2Fb%3Fc%23d%25");
		}
	}

	@Test
	void nonsenseIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> CreateKey.master("N"));
		assertThatIllegalArgumentException().isThrownBy(() -> CreateKey.master(" ", KeyPermission.GET));
		assertThatIllegalArgumentException().isThrownBy(() -> CreateKey.master("N", KeyPermission.UNKNOWN));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CreateKey.master("N", KeyPermission.GET).withOrigins("192.0.2.1,192.0.2.2"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CreateKey.master("N", KeyPermission.GET).withDeviceAccess(DeviceAccess.UNKNOWN));
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateKey.of("N"));
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateKey.of("", KeyPermission.GET));
	}

}
