package io.m2x.spring.boot.test;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

import io.m2x.spring.boot.autoconfigure.M2xClientNames;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Overrides the addresses and keys of the application, so that all clients use an
 * embedded server. Clients of another account get their own account there.
 */
record EmbeddedServerContextCustomizer() implements ContextCustomizer {

	private static final String SERVER = "io.m2x.server.M2xServer";

	private static final Account NO_ACCOUNT = new Account("", "");

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		if (!ClassUtils.isPresent(SERVER, context.getClassLoader())) {
			throw new M2xConfigurationException(
					"The test needs an embedded M2X server, but there is none on the class path.", """
							Add this dependency:

							    <dependency>
							      <groupId>io.m2x</groupId>
							      <artifactId>m2x-server</artifactId>
							      <scope>test</scope>
							    </dependency>""", null);
		}
		// Run late, because other customizers may add property sources, but before
		// conditions are evaluated.
		context.addBeanFactoryPostProcessor(
				(BeanDefinitionRegistryPostProcessor) (registry) -> addTestProperties(context.getEnvironment()));
	}

	private static void addTestProperties(ConfigurableEnvironment environment) {
		environment.getPropertySources().addFirst(new MapPropertySource("m2xTest", settings(environment)));
		ConfigurationPropertySources.attach(environment);
	}

	private static Map<String, Object> settings(ConfigurableEnvironment environment) {
		Map<String, Object> settings = new LinkedHashMap<>();
		settings.put("m2x.embedded.enabled", true);
		settings.put("m2x.embedded.port", 0);
		settings.put("m2x.embedded.data-directory", "");
		settings.put("m2x.base-url", "");
		settings.put("m2x.api-key", "");
		Binder binder = Binder.get(environment);
		Map<Account, String> keys = new HashMap<>();
		keys.put(Account.of(binder, "m2x", NO_ACCOUNT), "");
		for (String name : M2xClientNames.of(environment)) {
			String prefix = M2xPropertyChecks.prefix(name);
			Account account = Account.of(binder, prefix, Account.of(binder, "m2x", NO_ACCOUNT));
			settings.put(prefix + ".base-url", "");
			settings.put(prefix + ".api-key", keys.computeIfAbsent(account, (other) -> newKey()));
		}
		return settings;
	}

	private static String newKey() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	/**
	 * Identifies clients that see the same data.
	 *
	 * @param baseUrl the configured address
	 * @param apiKey the configured key
	 */
	private record Account(String baseUrl, String apiKey) {

		static Account of(Binder binder, String prefix, Account defaults) {
			return new Account(binder.bind(prefix + ".base-url", String.class).orElse(defaults.baseUrl),
					binder.bind(prefix + ".api-key", String.class).orElse(defaults.apiKey));
		}

		@Override
		public String toString() {
			return "Account";
		}

	}

}
