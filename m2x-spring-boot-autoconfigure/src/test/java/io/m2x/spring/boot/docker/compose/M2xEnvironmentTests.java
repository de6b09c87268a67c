package io.m2x.spring.boot.docker.compose;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class M2xEnvironmentTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	@Test
	void keyIsMasterKey() {
		assertThat(new M2xEnvironment("m2x", Map.of("M2X_SERVER_MASTER_KEY", KEY, "PATH", "/bin")).apiKey())
			.isEqualTo(KEY);
	}

	@Test
	void missingKeyIsReportedWithCorrection() {
		assertThatExceptionOfType(M2xConfigurationException.class)
			.isThrownBy(() -> new M2xEnvironment("platform", Map.of("PATH", "/bin")))
			.withMessageContaining("'platform'")
			.withMessageContaining("M2X_SERVER_MASTER_KEY")
			.satisfies((failure) -> assertThat(failure.action()).contains("""
					    services:
					      platform:
					        environment:
					          M2X_SERVER_MASTER_KEY: "<32 lowercase hexadecimal digits>"
					"""));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "  " })
	void emptyKeyIsReportedAsMissing(String key) {
		Map<String, String> environment = new HashMap<>();
		environment.put("M2X_SERVER_MASTER_KEY", key);
		assertThatExceptionOfType(M2xConfigurationException.class)
			.isThrownBy(() -> new M2xEnvironment("m2x", environment));
	}

}
