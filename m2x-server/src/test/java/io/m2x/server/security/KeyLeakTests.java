package io.m2x.server.security;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;
import io.m2x.server.accounts.AccountSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyLeakTests {

	private static final String MASTER_KEY = "0123456789abcdef0123456789abcdef";

	private static final String UNKNOWN = "fedcba9876543210fedcba9876543210";

	private final Logger own = (Logger) LoggerFactory.getLogger("io.m2x");

	private final Logger springs = (Logger) LoggerFactory.getLogger("org.springframework.web");

	private final Level before = this.own.getLevel();

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.own.setLevel(Level.TRACE);
		this.springs.setLevel(Level.DEBUG);
		this.own.addAppender(this.events);
		this.springs.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.own.detachAppender(this.events);
		this.springs.detachAppender(this.events);
		this.own.setLevel(this.before);
		this.springs.setLevel(null);
	}

	@Test
	void keysStayOutOfLogsAndTexts() {
		try (M2xServer server = TestServers.builder().masterKey(MASTER_KEY).start()) {
			Api api = Api.of(server);
			String deviceKey = api.createDevice().get("key").asString();
			for (String key : List.of(MASTER_KEY, deviceKey, UNKNOWN)) {
				api.as(key).get("/devices");
				api.as(key).post("/devices", "{");
				api.as(key).get("/unknown");
			}
			TestContext.jdbc(server).sql("DROP TABLE device_tags").update();
			assertFailure(api.get("/devices/tags"));
			assertThat(server.toString()).doesNotContain(MASTER_KEY);
			assertThat(log()).contains("Request failed, reference")
				.contains("/v2/devices/tags")
				.doesNotContain(MASTER_KEY, deviceKey, UNKNOWN);
		}
	}

	@Test
	void keysInPathsStayOutOfLogs() {
		try (M2xServer server = TestServers.builder().masterKey(MASTER_KEY).start()) {
			Api api = Api.of(server);
			String made = api.post("/keys", Json.of("{'name':'N','permissions':['GET']}")).at("/key").asString();
			String deviceKey = api.createDevice().get("key").asString();
			List<String> secrets = new ArrayList<>(List.of(MASTER_KEY, UNKNOWN, made, deviceKey));
			for (String key : List.of(made, deviceKey, UNKNOWN)) {
				String path = "/keys/" + key;
				for (Api.Response response : List.of(api.put(path, "{"), api.get(path + "/nothing"),
						api.post(path, "{}"), api.as(made).delete(path), api.anonymous().get(path))) {
					assertThat(response.status()).isGreaterThanOrEqualTo(400);
					assertThat(response.body()).doesNotContain(key);
				}
				api.get(path);
				api.get(path + "/");
				api.get("/%6Beys/" + key);
				api.get("/keys;a=b/" + key);
				api.get("/keys/;a=b/" + key);
				api.get("/keys/" + key + ";a=b");
				secrets.add(api.post(path + "/regenerate", null).at("/key").asString(UNKNOWN));
			}
			TestContext.jdbc(server).sql("ALTER TABLE api_keys DROP COLUMN device_access").update();
			assertFailure(api.get("/keys/" + secrets.get(secrets.size() - 1)));
			assertThat(log()).contains("GET \"/v2/keys/******\"")
				.contains("POST \"/v2/keys/******/regenerate\"")
				.contains("GET /v2/keys/{key}")
				.doesNotContain(secrets);
		}
	}

	@Test
	void keysOfAccountsStayOutOfLogsAndTexts() {
		try (M2xServer server = TestServers.builder().masterKey(MASTER_KEY).account("b", UNKNOWN).start()) {
			String created = server.createAccount("c");
			assertThatIllegalArgumentException().isThrownBy(() -> server.createAccount("c"))
				.withMessage("There is an account 'c' already");
			assertThat(AccountSettings.ofKey(UNKNOWN).toString()).doesNotContain(UNKNOWN);
			assertThat(server.masterKey("b")).isEqualTo(UNKNOWN);
			assertThat(log()).isNotEmpty().doesNotContain(MASTER_KEY, UNKNOWN, created);
		}
	}

	private static void assertFailure(Api.Response response) {
		assertThat(response.toString()).isEqualTo("500 {\"message\":\"Internal Server Error\"}");
	}

	private String log() {
		return new ArrayList<>(this.events.list).stream().map(KeyLeakTests::text).collect(Collectors.joining("\n"));
	}

	private static String text(ILoggingEvent event) {
		StringBuilder text = new StringBuilder(event.getFormattedMessage());
		for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
			text.append('\n').append(cause.getMessage());
		}
		return text.toString();
	}

}
