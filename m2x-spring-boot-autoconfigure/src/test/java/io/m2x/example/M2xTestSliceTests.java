package io.m2x.example;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.stereotype.Component;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContextManager;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.M2xDevices;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xClients;
import io.m2x.spring.boot.autoconfigure.M2xProperties;
import io.m2x.spring.boot.autoconfigure.embedded.M2xEmbeddedProperties;
import io.m2x.spring.boot.test.M2xTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link M2xTest}.
 */
class M2xTestSliceTests {

	private static ApplicationContext contextOf(Class<?> test) {
		return new TestContextManager(test).getTestContext().getApplicationContext();
	}

	@Test
	void clientUsesEmbeddedServerWhateverIsConfigured() {
		ApplicationContext context = contextOf(Configured.class);
		M2xServer server = context.getBean(M2xServer.class);
		assertThat(server.port()).isGreaterThan(1);
		assertThat(context.getBean(M2xClient.class).baseUrl()).hasToString(server.url());
		assertThat(context.getBean(M2xDevices.class).tags().block()).isEmpty();
		assertThat(context.getBean(M2xEmbeddedProperties.class).dataDirectory()).isNull();
		assertThat(Path.of("/proc/no")).doesNotExist();
	}

	@Test
	void clientsWithOtherKeysGetOwnAccounts() {
		ApplicationContext context = contextOf(Configured.class);
		M2xClients clients = context.getBean(M2xClients.class);
		assertThat(clients.names()).containsExactlyInAnyOrder("default", "second", "same", "of.partner");
		assertThat(clients.names())
			.allSatisfy((name) -> assertThat(clients.get(name).baseUrl()).isEqualTo(clients.get("default").baseUrl()));
		clients.get("default").devices().create(CreateDevice.named("Cellar")).block();
		assertThat(devicesOf(clients.get("same"))).containsExactly("Cellar");
		assertThat(devicesOf(clients.get("second"))).isEmpty();
		assertThat(devicesOf(clients.get("of.partner"))).isEmpty();
	}

	@Test
	void addressesAndKeysOfNamedClientsAreIgnored() {
		M2xProperties properties = contextOf(Configured.class).getBean(M2xProperties.class);
		assertThat(properties.clients()).containsKeys("second", "same", "of.partner").allSatisfy((name, client) -> {
			assertThat(client.baseUrl()).isNullOrEmpty();
			assertThat(client.apiKey()).doesNotContain("$", "abcdef0123456789abcdef");
		});
	}

	private static List<String> devicesOf(M2xClient client) {
		return client.devices().list(DeviceQuery.all()).block().items().stream().map(Device::name).toList();
	}

	@Test
	void otherPropertiesApply() {
		assertThat(contextOf(Configured.class).getBean(M2xProperties.class).http().callTimeout()).hasSeconds(20);
	}

	@Test
	void dynamicPropertiesDoNotReplaceEmbeddedServer() {
		ApplicationContext context = contextOf(Dynamic.class);
		assertThat(context.getBean(M2xClient.class).baseUrl()).hasToString(context.getBean(M2xServer.class).url());
	}

	@Test
	void applicationComponentsAreExcluded() {
		ApplicationContext context = contextOf(Configured.class);
		assertThat(context.getBeanProvider(Thermometer.class)).isEmpty();
		assertThat(context.getBeanProvider(Weather.class)).isEmpty();
	}

	@Test
	void includeFiltersAddComponents() {
		ApplicationContext context = contextOf(Filtered.class);
		assertThat(context.getBeanProvider(Thermometer.class)).hasSize(1);
		assertThat(context.getBeanProvider(Weather.class)).isEmpty();
	}

	@Test
	void excludeFiltersRemoveComponents() {
		ApplicationContext context = contextOf(FilteredTwice.class);
		assertThat(context.getBeanProvider(Weather.class)).hasSize(1);
		assertThat(context.getBeanProvider(Thermometer.class)).isEmpty();
	}

	@Test
	void propertiesAreAddedAndAutoConfigurationsExcluded() {
		assertThat(contextOf(Configured.class).getBeanProvider(WebClient.Builder.class)).hasSize(1);
		ApplicationContext context = contextOf(Bare.class);
		assertThat(context.getBeanProvider(WebClient.Builder.class)).isEmpty();
		assertThat(context.getEnvironment().getProperty("example")).isEqualTo("bare");
		assertThat(context.getBean(M2xClient.class).platform().status().block().isApiOk()).isTrue();
	}

	@Test
	void serverIsSharedByTestsWithSameConfigurationOnly() {
		M2xServer server = contextOf(Configured.class).getBean(M2xServer.class);
		assertThat(contextOf(ConfiguredToo.class).getBean(M2xServer.class)).isSameAs(server);
		assertThat(contextOf(Filtered.class).getBean(M2xServer.class)).isNotSameAs(server);
	}

	@M2xTest
	@ActiveProfiles("production")
	static class Configured {

	}

	@M2xTest
	@ActiveProfiles("production")
	static class ConfiguredToo {

	}

	@M2xTest(properties = "m2x.base-url=https://inlined.example.invalid/v2")
	static class Dynamic {

		@DynamicPropertySource
		static void m2x(DynamicPropertyRegistry properties) {
			properties.add("m2x.base-url", () -> "https://dynamic.example.invalid/v2");
		}

	}

	@M2xTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Thermometer.class))
	static class Filtered {

	}

	@M2xTest(includeFilters = @Filter(Component.class),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Thermometer.class))
	static class FilteredTwice {

	}

	@M2xTest(properties = "example=bare", excludeAutoConfiguration = WebClientAutoConfiguration.class)
	static class Bare {

	}

}
