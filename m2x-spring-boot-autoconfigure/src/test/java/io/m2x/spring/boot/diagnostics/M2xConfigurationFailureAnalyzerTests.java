package io.m2x.spring.boot.diagnostics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.m2x.client.devices.M2xDevices;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.M2xServicesAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for failure analyses, as a developer reads them.
 */
@ExtendWith(OutputCaptureExtension.class)
class M2xConfigurationFailureAnalyzerTests {

	private void startAndFail(String... arguments) {
		startAndFail(ClientApplication.class, arguments);
	}

	private void startAndFail(Class<?> type, String... arguments) {
		SpringApplication application = new SpringApplication(type);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments));
	}

	@Test
	void missingKeyNamesProperty(CapturedOutput output) {
		startAndFail();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("the property 'm2x.api-key' is missing or empty")
			.contains("      api-key: ${M2X_API_KEY}")
			.contains("io.m2x:m2x-server")
			.doesNotContain("at io.m2x");
	}

	@Test
	void malformedBaseUrlIsExplained(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.base-url=localhost:8181/v2");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'localhost:8181/v2', can't be used: The base URL must start with http:// or https://.")
			.contains("base-url: http://localhost:8181/v2")
			.doesNotContain("0123456789abcdef");
	}

	@Test
	void passwordInBaseUrlIsHidden(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.base-url=https://me:secret@host/v2");
		assertThat(output).contains("'https://******@host/v2'").doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--m2x.api-key=${NO_SUCH_VARIABLE}",
			"--m2x.api-key=0123456789abcdef0123456789abcdef --m2x.base-url=${NO_SUCH_VARIABLE}" })
	void unresolvedPlaceholderIsReported(String arguments, CapturedOutput output) {
		startAndFail(arguments.split(" "));
		assertThat(output).contains("APPLICATION FAILED TO START").contains("that has no value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "connect", "read", "call" })
	void invalidTimeoutNamesProperty(String timeout, CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.http." + timeout + "-timeout=0s");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'m2x.http." + timeout + "-timeout'")
			.contains("      http:\n        " + timeout + "-timeout: 10s")
			.contains("from 1 millisecond to 24 days");
	}

	@Test
	void passwordInMalformedBaseUrlIsHidden(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.base-url=http://me:sec ret@p@host/v2");
		assertThat(output).contains("'http://******@host/v2'").doesNotContain("sec ret");
	}

	@Test
	void invalidKeyIsExplainedButNotShown(CapturedOutput output) {
		startAndFail("--m2x.api-key=top secret", "--m2x.base-url=http://localhost/v2");
		assertThat(output).contains("must consist of visible ASCII characters").doesNotContain("top secret");
	}

	@Test
	void keyInPlaceOfClientPropertiesIsNotShown(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef",
				"--m2x.clients.plant=fedcba9876543210fedcba9876543210");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("should have settings below it")
			.contains("      clients:\n        plant:\n          api-key: ${M2X_API_KEY}")
			.doesNotContain("fedcba98");
	}

	@Test
	void missingKeyOfNamedClientIsReportedWithCorrection(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef",
				"--m2x.clients.my-plant.base-url=http://localhost/v2");
		assertThat(output).contains("The API key of the M2X client 'my-plant' is not set")
			.contains("      clients:\n        my-plant:\n          api-key: ${M2X_MY_PLANT_API_KEY}");
	}

	@Test
	void nameOfTheDefaultClientIsReserved(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef",
				"--m2x.clients.default.api-key=0123456789abcdef0123456789abcdef");
		assertThat(output).contains("APPLICATION FAILED TO START").contains("is reserved for the default client");
	}

	@ParameterizedTest
	@CsvSource({ "max-retries, -1", "delay, -1s", "multiplier, 0.5", "jitter, 1.5", "max-delay, 1ms", "timeout, -1s" })
	void invalidRetryPropertyIsExplained(String property, String value, CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef",
				"--m2x.clients.plant.retry." + property + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("A setting of 'm2x.clients.plant.retry' can't be used")
			.contains("          retry:\n            max-retries: 30\n            delay: 200ms\n")
			.contains(property.startsWith("max-delay") ? "maximum delay" : property.replace("max-retries", "number"));
	}

	@Test
	void unknownQualifierListsExistingClients(CapturedOutput output) {
		startAndFail(QualifiedApplication.class, "--m2x.api-key=0123456789abcdef0123456789abcdef",
				"--m2x.clients.plant.api-key=0123456789abcdef0123456789abcdef");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("There is no M2X client 'plnat'; there are: default, plant.");
	}

	@Test
	void missingDefaultClientIsReported(CapturedOutput output) {
		startAndFail(UnqualifiedApplication.class, "--m2x.clients.plant.api-key=0123456789abcdef0123456789abcdef");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("A bean of type M2xDevices is required")
			.contains("only these clients: plant.")
			.contains("@Qualifier(\"plant\")");
	}

	@Test
	void otherMissingBeansAreNotAnalyzed(CapturedOutput output) {
		startAndFail(OtherApplication.class, "--m2x.api-key=0123456789abcdef0123456789abcdef");
		assertThat(output).contains("required a bean of type 'java.lang.Thread'").doesNotContain("M2X client");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ M2xAutoConfiguration.class, M2xServicesAutoConfiguration.class })
	static class QualifiedApplication {

		QualifiedApplication(@Qualifier("plnat") M2xDevices devices) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ M2xAutoConfiguration.class, M2xServicesAutoConfiguration.class })
	static class UnqualifiedApplication {

		UnqualifiedApplication(M2xDevices devices) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(M2xAutoConfiguration.class)
	static class OtherApplication {

		OtherApplication(Thread thread) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(M2xAutoConfiguration.class)
	static class ClientApplication {

	}

}
