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
 * Takes away what the configuration of the application says about where M2X is and with
 * which key, so that only an embedded server is left; clients of another account get an
 * account of their own there.
 */
record EmbeddedServerContextCustomizer() implements ContextCustomizer {

	private static final String SERVER = "io.m2x.server.M2xServer";

	private static final Account NO_ACCOUNT = new Account("", "");

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		if (!ClassUtils.isPresent(SERVER, context.getClassLoader())) {
			throw new M2xConfigurationException(
					"The test wants an M2X server inside its own process, but there is none on the class path.", """
							Add this dependency to the tests:

							    <dependency>
							      <groupId>io.m2x</groupId>
							      <artifactId>m2x-server</artifactId>
							      <scope>test</scope>
							    </dependency>""", null);
		}
		// Other customizers may still put properties in front; conditions are not asked
		// before the bean definitions are.
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
	 * What tells apart which clients of the application see the same data.
	 *
	 * @param baseUrl the address as it is configured
	 * @param apiKey the key as it is configured
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
