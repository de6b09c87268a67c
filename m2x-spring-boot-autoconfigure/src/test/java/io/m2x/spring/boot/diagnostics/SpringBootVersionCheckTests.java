package io.m2x.spring.boot.diagnostics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SpringBootVersionCheck}. The module of the starter tests applications
 * with older versions.
 */
class SpringBootVersionCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "2.7.18", "3.5.8", "3.10.0", "4.0.0", "4.0.0-RC1", "4.0.12-SNAPSHOT" })
	void olderVersionIsRejectedWithCorrection(String version) {
		assertThatExceptionOfType(M2xConfigurationException.class)
			.isThrownBy(() -> SpringBootVersionCheck.check(version))
			.withMessage("M2X for Spring Boot needs Spring Boot 4.1 or newer, but the class path has Spring Boot "
					+ version + ".")
			.satisfies((exception) -> assertThat(exception.action()).contains("<version>4.1.0</version>"));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "4.1.0", "4.1.0-M1", "4.2.3", "4.10.0", "5.0.0", "", "unknown", "4" })
	void otherVersionIsAccepted(String version) {
		assertThatCode(() -> SpringBootVersionCheck.check(version)).doesNotThrowAnyException();
	}

	@Test
	void buildUsesOldestSupportedVersion() {
		assertThat(SpringBootVersion.getVersion()).startsWith("4.1.");
	}

	@Test
	void everyApplicationIsChecked() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationListener.class))
			.hasAtLeastOneElementOfType(SpringBootVersionCheck.class);
	}

}
