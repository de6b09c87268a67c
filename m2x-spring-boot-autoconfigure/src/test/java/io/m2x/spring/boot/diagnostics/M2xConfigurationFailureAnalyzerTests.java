package io.m2x.spring.boot.diagnostics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a developer reads when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class M2xConfigurationFailureAnalyzerTests {

	private void startAndFail(String... arguments) {
		SpringApplication application = new SpringApplication(ClientApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments));
	}

	@Test
	void missingKeyTellsWhichPropertyToSetAndHow(CapturedOutput output) {
		startAndFail();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("the property 'm2x.api-key' is missing or empty")
			.contains("      api-key: ${M2X_API_KEY}")
			.contains("io.m2x:m2x-server")
			.doesNotContain("at io.m2x");
	}

	@Test
	void malformedAddressTellsWhatIsWrong(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.base-url=localhost:8181/v2");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'localhost:8181/v2', can't be used: The base URL must begin with http:// or https://.")
			.contains("base-url: http://localhost:8181/v2")
			.doesNotContain("0123456789abcdef");
	}

	@Test
	void addressWithPasswordIsShownWithoutIt(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.base-url=https://me:secret@host/v2");
		assertThat(output).contains("'https://******@host/v2'").doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--m2x.api-key=${NO_SUCH_VARIABLE}",
			"--m2x.api-key=0123456789abcdef0123456789abcdef --m2x.base-url=${NO_SUCH_VARIABLE}" })
	void variableWithoutValueIsNotTakenForTheValue(String arguments, CapturedOutput output) {
		startAndFail(arguments.split(" "));
		assertThat(output).contains("APPLICATION FAILED TO START").contains("that has no value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "connect", "read", "call" })
	void timeoutThatIsNoneNamesItsProperty(String timeout, CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.http." + timeout + "-timeout=0s");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("m2x.http." + timeout + "-timeout")
			.contains("from 1 millisecond to 24 days");
	}

	@Test
	void malformedAddressWithPasswordIsShownWithoutIt(CapturedOutput output) {
		startAndFail("--m2x.api-key=0123456789abcdef0123456789abcdef", "--m2x.base-url=http://me:sec ret@p@host/v2");
		assertThat(output).contains("'http://******@host/v2'").doesNotContain("sec ret");
	}

	@Test
	void unusableKeyIsExplainedButNotShown(CapturedOutput output) {
		startAndFail("--m2x.api-key=top secret", "--m2x.base-url=http://localhost/v2");
		assertThat(output).contains("must consist of visible ASCII characters").doesNotContain("top secret");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(M2xAutoConfiguration.class)
	static class ClientApplication {

	}

}
