package io.m2x.server.platform;

import java.time.Instant;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.TestServers;
import io.m2x.server.store.Database;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	@Test
	void statusNeedsNoKey() {
		Api.Response response = server.api().anonymous().get("/status");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(Json.of("{'api':'OK','triggers':'OK'}"));
		assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
	}

	@Test
	void statusIsTrueWhenTheDatabaseFails() {
		try (M2xServer failing = TestServers.builder().start()) {
			((HikariDataSource) TestContext.bean(failing, Database.class).writers()).close();
			Api api = Api.of(failing);
			Api.Response write = api.post("/devices", Json.of("{'name':'N','visibility':'private'}"));
			assertThat(write.status()).isEqualTo(503);
			assertThat(write.header("Retry-After")).isEqualTo("1");
			assertThat(api.get("/devices").status()).isEqualTo(200);
			assertThat(api.anonymous().get("/status").body()).isEqualTo(Json.of("{'api':'ERROR','triggers':'ERROR'}"));
		}
	}

	@Test
	void timeIsTheSameMomentInThreeForms() {
		Api.Response response = server.api().anonymous().get("/time");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json().propertyNames()).containsExactly("seconds", "millis", "iso8601");
		long millis = response.at("/millis").asLong();
		assertThat(response.at("/seconds").asLong()).isEqualTo(millis / 1000);
		assertThat(response.at("/iso8601").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
		assertThat(Instant.parse(response.at("/iso8601").asString()).toEpochMilli()).isEqualTo(millis);
	}

	@Test
	void timeAsTextIsPlainText() {
		Api api = server.api().anonymous();
		assertThat(api.get("/time/seconds").body()).matches("\\d{10}");
		assertThat(api.get("/time/millis").body()).matches("\\d{13}");
		assertThat(api.get("/time/iso8601").body()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
		assertThat(api.get("/time/seconds").header("Content-Type")).startsWith("text/plain");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/status", "/time", "/time/seconds", "/time/millis", "/time/iso8601" })
	void anyKeyIsIgnored(String path) {
		assertThat(server.api().as("ffffffffffffffffffffffffffffffff").get(path).status()).isEqualTo(200);
		assertThat(server.api().as("nonsense").get(path).status()).isEqualTo(200);
	}

}
