package io.m2x.client.platform;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses about the platform in the style of the hosted service.
 */
class PlatformResponsesTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final StubServer server = new StubServer();

	private final M2xClient client = this.server.client();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private <T> T read(String json, Mono<T> call) {
		this.server.respond(200, json);
		return call.block(LIMIT);
	}

	@Test
	void platformOfAllYears() {
		PlatformStatus status = read("{\"api\":\"OK\",\"triggers\":\"DELAYED\",\"mqtt\":\"OK\"}",
				this.client.platform().status());
		assertThat(status.isApiOk()).isTrue();
		assertThat(status.triggers()).isEqualTo("DELAYED");
		assertThat(read("{}", this.client.platform().status()).isApiOk()).isFalse();
		ServerTime time = read(
				"{\"seconds\":\"1410376500\",\"millis\":1410376500756,\"iso8601\":\"2014-09-10T19:15:00.756Z\"}",
				this.client.platform().time());
		assertThat(time.seconds()).isEqualTo(1410376500);
		assertThat(time.iso8601().toEpochMilli()).isEqualTo(time.millis());
		assertThat(read("1410376500\n", this.client.platform().timeSeconds())).isEqualTo(1410376500L);
		assertThat(read("1410376500756", this.client.platform().timeMillis())).isEqualTo(1410376500756L);
		assertThat(read("2014-09-10T19:15:00.756Z\n", this.client.platform().timeIso8601()))
			.isEqualTo(Instant.parse("2014-09-10T19:15:00.756Z"));
	}

}
