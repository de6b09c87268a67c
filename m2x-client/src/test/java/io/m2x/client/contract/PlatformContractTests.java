package io.m2x.client.contract;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.platform.PlatformStatus;
import io.m2x.client.platform.ServerTime;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformContractTests extends ContractTests {

	private final M2xPlatform withoutKey = this.nobody.platform();

	@Test
	void statusNeedsNoKey() {
		assertThat(get(this.withoutKey.status())).isEqualTo(new PlatformStatus("OK", "OK"));
		assertThat(get(this.client.platform().status()).isApiOk()).isTrue();
		assertThat(get(this.client.withApiKey("unknown").platform().status()).isApiOk()).isTrue();
	}

	@Test
	void addressWithoutVersionIsTold() {
		String address = SERVER.url().toString().replace("/v2", "");
		M2xClient lost = M2xClient.builder().baseUrl(address).apiKey(SERVER.masterKey()).build();
		assertThat(failure(M2xException.class, lost.devices().list(DeviceQuery.all())))
			.hasMessageContaining("; try " + address + "/v2");
		assertThat(failure(M2xException.class, lost.values().write(DeviceRef.id("d"), "t", 1)))
			.hasMessageContaining("; try " + address + "/v2");
	}

	@Test
	void allFormsOfTheTimeAgree() {
		Instant before = Instant.now().minus(Duration.ofSeconds(1));
		ServerTime time = get(this.withoutKey.time());
		assertThat(time.iso8601()).isEqualTo(Instant.ofEpochMilli(time.millis()));
		assertThat(time.seconds()).isEqualTo(time.millis() / 1000);
		long seconds = get(this.withoutKey.timeSeconds());
		long millis = get(this.withoutKey.timeMillis());
		Instant instant = get(this.withoutKey.timeIso8601());
		Instant after = Instant.now().plus(Duration.ofSeconds(1));
		assertThat(time.iso8601()).isBetween(before, after);
		assertThat(Instant.ofEpochSecond(seconds)).isBetween(before.minusSeconds(1), after);
		assertThat(Instant.ofEpochMilli(millis)).isBetween(before, after);
		assertThat(instant).isBetween(before, after);
	}

}
