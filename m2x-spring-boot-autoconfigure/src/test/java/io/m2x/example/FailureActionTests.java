package io.m2x.example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that an application starts with the properties that a failure analysis suggests.
 */
class FailureActionTests {

	private static final Pattern LINES = Pattern.compile("(?m)(?:^ {4}.*\\n?)+");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "m2x.http.proxy.host=p m2x.http.proxy.port=1 m2x.http.proxy.non-proxy-hosts=a.*.b",
			"m2x.http.proxy.host=p m2x.http.proxy.port=1 m2x.http.proxy.non-proxy-hosts=\"*.internal\"",
			"m2x.http.proxy.host=p", "m2x.http.proxy.port=1 m2x.http.proxy.username=u",
			"m2x.http.proxy.host=p m2x.http.proxy.port=1 m2x.http.proxy.username=u",
			"m2x.http.proxy.host=p m2x.http.proxy.port=1 m2x.http.proxy.password=u", "m2x.http.proxy.host=p:1",
			"m2x.http.max-connections=0", "m2x.http.read-timeout=0s", "m2x.clients.plant.http.call-timeout=0s",
			"m2x.retry.jitter=7", "m2x.clients.my-plant.retry.multiplier=0", "m2x.base-url=localhost:8181",
			"m2x.base-url=${NO_SUCH} m2x.api-key=" + KEY, "m2x.api-key=${NO_SUCH}", "m2x.api-key=ABC",
			"m2x.embedded.enabled=false", "m2x.embedded.port=70000", "m2x.clients.plant.api-key=ABC",
			"m2x.clients.plant.base-url=http://plant/v2", "m2x.clients[of.partner].base-url=http://partner/v2",
			"m2x.clients[of.partner].http.call-timeout=0s", "m2x.api-key=a\u00e9 m2x.base-url=http://m2x/v2",
			"m2x.http.ssl.bundle=none m2x.base-url=https://m2x/v2 m2x.api-key=" + KEY,
			"m2x.clients.plant.http.ssl.bundle=b m2x.clients.plant.base-url=http://m2x/v2 m2x.clients.plant.api-key="
					+ KEY,
			"management.health.m2x.timeout=0s", "management.health.m2x.cache=-1s" })
	void suggestedPropertiesMakeApplicationStart(String properties) throws Exception {
		Map<String, Object> settings = new HashMap<>();
		for (String property : properties.split(" ", -1)) {
			settings.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
		}
		List<String> written = new ArrayList<>();
		Throwable failure = start(settings, written);
		assertThat(failure).as(properties).isNotNull();
		// Each analysis reports one error.
		for (int i = 0; i < 3 && failure != null; i++) {
			String action = configurationException(failure).action();
			if (action.contains("spring:\n      ssl:")) {
				// The suggested certificate does not exist here.
				assertThat(action).contains("certificate: /etc/m2x/ca.pem");
				return;
			}
			written.add(lines(action));
			failure = start(settings, written);
		}
		assertThat(failure).as(written.toString()).isNull();
	}

	private Throwable start(Map<String, Object> settings, List<String> written) throws Exception {
		Map<String, Object> defaults = new HashMap<>(settings);
		String documents = written.stream().map((lines) -> lines.indent(-4)).collect(Collectors.joining("\n---\n"));
		VARIABLE.matcher(documents).results().forEach((variable) -> defaults.put(variable.group(1), KEY));
		defaults.put("spring.config.location",
				"file:" + Files.writeString(this.folder.resolve("application.yml"), documents));
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(defaults);
		return catchThrowable(() -> application.run().close());
	}

	private static String lines(String action) {
		Matcher lines = LINES.matcher(action);
		assertThat(lines.find()).as(action).isTrue();
		return lines.group();
	}

	private static M2xConfigurationException configurationException(Throwable failure) {
		for (Throwable link = failure; link != null; link = link.getCause()) {
			if (link instanceof M2xConfigurationException exception) {
				return exception;
			}
		}
		throw new AssertionError("No configuration error", failure);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
