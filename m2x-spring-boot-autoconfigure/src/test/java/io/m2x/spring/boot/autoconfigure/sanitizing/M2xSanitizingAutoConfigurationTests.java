package io.m2x.spring.boot.autoconfigure.sanitizing;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for endpoints that show all values.
 */
class M2xSanitizingAutoConfigurationTests {

	private static final String MASTER = "0a11ce0a11ce0a11ce0a11ce0a11ce00";

	private static final String OVERRIDDEN = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b00";

	private static final String PLANT = "0c0de0c0de0c0de0c0de0c0de0c0de00";

	private static final String SERVER = "0d00d0d00d0d00d0d00d0d00d0d00d00";

	private static final String PROXY = "open-sesame";

	private static final String OTHERS = "not-of-m2x";

	private static final String COMMAND = "sun.java.command";

	private static String commandBefore;

	// One that is closed ends the threads that the servers of the others share.
	private static final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void startWithKeyOnTheCommandLine() {
		commandBefore = System.getProperty(COMMAND, "");
		System.setProperty(COMMAND, "app.jar --m2x.api-key=" + MASTER);
		application = start();
	}

	@AfterAll
	static void stop() {
		applications.forEach(ConfigurableApplicationContext::close);
		System.setProperty(COMMAND, commandBefore);
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		Map<String, Object> variables = new HashMap<>();
		variables.put("M2X_CLIENTS_PLANT_API_KEY", "${SECRET_OF_PLANT}");
		variables.put("SECRET_OF_PLANT", PLANT);
		variables.put("M2X_HTTP_PROXY_PASSWORD", PROXY);
		Map<String, Object> properties = new HashMap<>();
		properties.put("m2x.base-url", "http://m2x.example:8181/v2");
		properties.put("m2x.clients.plant.base-url", "http://plant.example:8181/v2");
		properties.put("m2x.http.proxy.host", "proxy.example");
		properties.put("m2x.http.proxy.port", "3128");
		properties.put("m2x.http.proxy.username", "ali");
		properties.put("m2x.server.master-key", SERVER);
		properties.put("shop.backup", "http://shop.example/?key=" + PLANT);
		properties.put("management.observations.key-values.copy", MASTER);
		properties.put("management.observations.key-values.other", OTHERS);
		properties.put("shop.password", OTHERS);
		ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.initializers((context) -> {
				context.getEnvironment()
					.getPropertySources()
					.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
				context.getEnvironment().getPropertySources().addLast(new MapPropertySource("file", properties));
			})
			.run(Stream.concat(Stream.of("--m2x.api-key=" + MASTER,
					"--spring.application.json={\"m2x\":{\"api-key\":\"" + OVERRIDDEN + "\"}}", "--server.port=0",
					"--management.endpoints.web.exposure.include=*", "--management.endpoint.env.show-values=always",
					"--management.endpoint.configprops.show-values=always", "--spring.main.banner-mode=off"),
					Stream.of(arguments))
				.toArray(String[]::new));
		applications.add(started);
		return started;
	}

	private static String get(ConfigurableApplicationContext context, String path) {
		return RestClient.create()
			.get()
			.uri("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + "/actuator" + path)
			.retrieve()
			.body(String.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/env", "/env/m2x.api-key", "/env/m2x.clients.plant.api-key",
			"/env/m2x.http.proxy.password", "/env/m2x.server.master-key", "/env/SECRET_OF_PLANT", "/env/" + COMMAND,
			"/env/spring.application.json", "/configprops", "/configprops/m2x",
			"/configprops/management.observations" })
	void noEndpointShowsSecret(String path) {
		assertThat(get(application, path)).contains("******").doesNotContain(MASTER, OVERRIDDEN, PLANT, SERVER, PROXY);
	}

	@Test
	void otherValuesAreShown() {
		assertThat(get(application, "/env")).contains("http://m2x.example:8181/v2", "http://plant.example:8181/v2",
				"proxy.example", "\"3128\"", "ali", OTHERS);
		assertThat(get(application, "/configprops")).contains("http://m2x.example:8181/v2",
				"http://plant.example:8181/v2", "proxy.example", OTHERS);
	}

	@Test
	void secretsAreShownWithoutTheFunction() {
		ConfigurableApplicationContext context = start(
				"--spring.autoconfigure.exclude=" + M2xSanitizingAutoConfiguration.class.getName());
		assertThat(get(context, "/env")).contains(MASTER, OVERRIDDEN, PLANT, SERVER, PROXY);
		assertThat(get(context, "/configprops")).contains(MASTER, PROXY);
	}

	@Test
	void userSanitizingFunctionStillApplies() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.initializers((starting) -> starting.getBeanFactory()
				.registerSingleton("mine", SanitizingFunction.sanitizeValue().ifKeyContains("harmless")))
			.run("--server.port=0", "--management.endpoints.web.exposure.include=env", "--m2x.api-key=" + MASTER,
					"--management.endpoint.env.show-values=always", "--harmless=abc", "--url=http://u/" + MASTER);
		applications.add(context);
		assertThat(get(context, "/env/harmless")).doesNotContain("abc");
		assertThat(get(context, "/env/url")).doesNotContain(MASTER);
	}

	@ParameterizedTest
	@CsvSource({ "m2x.api-key, true", "m2x.apiKey, true", "M2X_API_KEY, true", "M2X_APIKEY, true",
			"m2x.clients.plant.api-key, true", "m2x.http.proxy.password, true", "m2x.server.master-key, true",
			"my.m2x.key, true", "PLANT_M2X_TOKEN, true", "m2x.keys[0], true", "m2x.base-url, false",
			"m2x.clients.keys.base-url, false", "m2x.http.proxy.username, false", "spring.datasource.password, false",
			"management.health.m2x.timeout, false" })
	void secretIsRecognizedByName(String name, boolean masked) {
		M2xSanitizingFunction function = new M2xSanitizingFunction(new StandardEnvironment(), Stream::empty);
		Object shown = function.apply(new SanitizableData(null, name, "value")).getValue();
		assertThat(shown).isEqualTo(masked ? SanitizableData.SANITIZED_VALUE : "value");
	}

	@Test
	void secretIsRecognizedByValueUnlessTooShort() {
		M2xSanitizingFunction function = new M2xSanitizingFunction(new StandardEnvironment(),
				() -> Stream.of(MASTER, "true"));
		List<Object> shown = Stream.of(MASTER, "key=" + MASTER + ";", URI.create("urn:" + MASTER), "true", 42)
			.map((value) -> function.apply(new SanitizableData(null, "any", value)).getValue())
			.toList();
		assertThat(shown).containsExactly("******", "******", "******", "true", 42);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
