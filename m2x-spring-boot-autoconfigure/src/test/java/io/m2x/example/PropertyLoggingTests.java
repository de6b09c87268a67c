package io.m2x.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for log messages about properties at startup: unknown properties and the address
 * of each client.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropertyLoggingTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private static final String UNKNOWN = "Unknown properties that have no effect";

	@TempDir
	private Path folder;

	private void start(String yaml, String... arguments) {
		start(Application.class, yaml, arguments);
	}

	private void start(Class<?> type, String yaml, String... arguments) {
		SpringApplication application = application(type, yaml);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			assertThat(context.isActive()).isTrue();
		}
	}

	private SpringApplication application(Class<?> type, String yaml) {
		try {
			Path file = Files.writeString(this.folder.resolve("application.yml"), yaml);
			SpringApplication application = new SpringApplication(type);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setDefaultProperties(Map.of("spring.config.location", "file:" + file));
			return application;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String remote(String lines) {
		return "m2x:\n  api-key: " + KEY + "\n  base-url: https://m2x.example.com/v2\n" + lines;
	}

	@Test
	void mistypedBaseUrlIsReportedWithCorrectName(CapturedOutput output) {
		start("m2x:\n  api-key: " + KEY + "\n  base-ulr: http://localhost:8181/v2\n  embedded:\n    enabled: false\n");
		assertThat(output).containsPattern(" WARN .*" + UNKNOWN)
			.containsPattern("m2x\\.base-ulr \\(.*application\\.yml\\] - 3:13\\): did you mean 'm2x\\.base-url'\\?")
			.containsPattern(" WARN .*M2X client 'default' uses https://api-m2x.att.com/v2")
			.contains("    m2x:\n      base-url: http://localhost:8181/v2")
			.doesNotContain(KEY);
	}

	@Test
	void mistypedApiKeyIsReportedEvenIfStartFails(CapturedOutput output) {
		SpringApplication application = application(Application.class,
				"m2x:\n  api-kye: " + KEY + "\n  base-url: http://localhost:8181/v2\n");
		assertThatException().isThrownBy(application::run);
		assertThat(output).contains("did you mean 'm2x.api-key'?")
			.contains("'m2x.api-key' is missing or empty")
			.doesNotContain(KEY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "m2x.read-timout; m2x.http.read-timeout", "m2x.http.readtimout; m2x.http.read-timeout",
					"m2x.url; m2x.base-url", "m2x.htpp.connect-timeout; m2x.http.connect-timeout",
					"m2x.http.proxy.hots; m2x.http.proxy.host",
					"m2x.http.non-proxy-hosts; m2x.http.proxy.non-proxy-hosts",
					"m2x.clients.plant.read-timout; m2x.clients.plant.http.read-timeout", "m2x.clients.plant.color; ",
					"m2x.embedded.prot; m2x.embedded.port", "m2x.server.data-directory; m2x.embedded.data-directory",
					"management.health.m2x.timout; management.health.m2x.timeout", "m2x.greenhouse.color; " })
	void unknownPropertyIsReportedWithSimilarName(String property, String nearest, CapturedOutput output) {
		start(remote(property.startsWith("m2x.clients")
				? "  clients:\n    plant:\n      retry:\n        max-retries: 0\n" : "") + property + ": 5\n");
		assertThat(output).containsPattern(" WARN .*" + UNKNOWN)
			.containsPattern("\n    " + property.replace(".", "\\.") + " \\(.*"
					+ ((nearest != null) ? "\\): did you mean '" + nearest.replace(".", "\\.") + "'\\?" : "\\)\n"));
	}

	@Test
	void relaxedNamesAreKnown(CapturedOutput output) {
		start(remote("""
				  http:
				    readTimeout: 5s
				    call_timeout: 6s
				    proxy:
				      host: proxy.example.com
				      port: 3128
				      non-proxy-hosts:
				        - localhost
				        - "*.example.com"
				    ssl:
				  retry:
				    MAX-RETRIES: 1
				  embedded:
				    port: 0
				  clients:
				    plantNorth:
				      http.callTimeout: 5s
				    "[of.partner]":
				      api-key: 0123456789abcdef0123456789abcdef
				management:
				  health.m2x:
				    enabled: false
				    cache: 1s
				  info.m2x.enabled: true
				"""), "--m2x.retry.delay=1s");
		assertThat(output).doesNotContain(UNKNOWN);
	}

	@Test
	void propertiesBoundByApplicationAreKnown(CapturedOutput output) {
		start(GreenhouseApplication.class, remote("  greenhouse:\n    color: green\n  greenhuose: 1\n"));
		assertThat(output).contains("\n    m2x.greenhuose (").doesNotContain("m2x.greenhouse.color");
	}

	@Test
	void invalidPrefixIsIgnored(CapturedOutput output) {
		start(CamelCaseApplication.class, remote("  greenhuose: 1\n"));
		assertThat(output).contains("\n    m2x.greenhuose (");
	}

	@Test
	void warningCanBeSwitchedOff(CapturedOutput output) {
		start(remote("  greenhouse: green\n")
				+ "logging.level.io.m2x.spring.boot.autoconfigure.UnknownPropertiesReporter: error\n");
		assertThat(output).doesNotContain(UNKNOWN).contains("M2X client 'default' uses");
	}

	@Test
	void unknownPropertiesAreReportedTogether(CapturedOutput output) {
		start(remote("  one: 1\n  two: 2\n"), "--m2x.three=3");
		assertThat(output.toString().split(UNKNOWN, -1)).hasSize(2);
		assertThat(output).contains("\n    m2x.one ").contains("\n    m2x.two ").contains("\n    m2x.three ");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void systemPropertyIsReportedOnlyWithSimilarName(boolean near, CapturedOutput output) {
		SpringApplication application = application(Application.class, remote(""));
		application.addInitializers((context) -> context.getEnvironment()
			.getPropertySources()
			.replace("systemProperties", new MapPropertySource("systemProperties", Map
				.of(near ? "m2x.base-ulr" : "m2x.home", "x", "spring.reactor.netty.shutdown-quiet-period", "0s"))));
		application.run().close();
		assertThat(output.toString().contains(UNKNOWN)).isEqualTo(near);
	}

	@Test
	void everyClientLogsItsAddressOnce(CapturedOutput output) {
		start(remote("  clients:\n    plant:\n      api-key: " + KEY + "\n      base-url: http://plant:8181/v2\n"
				+ "    office:\n      retry.max-retries: 0\n"));
		assertThat(output.toString().lines().filter((line) -> line.contains("M2X client '")))
			.satisfiesExactlyInAnyOrder(
					(line) -> assertThat(line).contains(" INFO ")
						.endsWith("M2X client 'default' uses https://m2x.example.com/v2"),
					(line) -> assertThat(line).contains(" INFO ")
						.endsWith("M2X client 'plant' uses http://plant:8181/v2"),
					(line) -> assertThat(line).contains(" INFO ")
						.endsWith("M2X client 'office' uses https://m2x.example.com/v2"));
		assertThat(output).doesNotContain(KEY).doesNotContainPattern(" WARN .*(M2X|i\\.m\\.s)");
	}

	@Test
	void configuredHostedServiceIsNoWarning(CapturedOutput output) {
		start("m2x:\n  api-key: " + KEY + "\n  base-url: https://api-m2x.att.com/v2\n");
		assertThat(output).containsPattern(" INFO .*M2X client 'default' uses https://api-m2x.att.com/v2\n");
	}

	@Test
	void namedClientWarnsAboutHostedService(CapturedOutput output) {
		start("m2x:\n  embedded.enabled: false\n  clients:\n    plant:\n      api-key: " + KEY + "\n");
		assertThat(output).containsPattern(" WARN .*M2X client 'plant' uses https://api-m2x.att.com/v2")
			.contains("      clients:\n        plant:\n          base-url: http://localhost:8181/v2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://m2x.example.com", "https://m2x.example.com/", "https://m2x.example.com/m2x" })
	void addressWithoutVersionIsReportedWithCorrection(String url, CapturedOutput output) {
		start("m2x:\n  api-key: " + KEY + "\n  base-url: " + url + "\n");
		assertThat(output).containsPattern(" WARN .*does not end with the version of the API")
			.contains("    m2x:\n      base-url: " + url.replaceFirst("/$", "") + "/v2\n");
	}

	@Test
	void embeddedServerLogsAddressOnce(CapturedOutput output) {
		start("spring.application.name: greenhouse\n");
		assertThat(output).containsPattern("Embedded M2X server at http://127\\.0\\.0\\.1:\\d+/v2")
			.doesNotContainPattern(" WARN .*(M2X|i\\.m\\.s)");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class GreenhouseApplication {

		@Bean
		@ConfigurationProperties("m2x.greenhouse")
		Map<String, String> greenhouse() {
			return new HashMap<>();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CamelCaseApplication {

		@Bean
		@Lazy
		@ConfigurationProperties("greenHouse")
		Map<String, String> greenhouse() {
			return new HashMap<>();
		}

	}

}
