package io.m2x.spring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Logs a warning about unknown M2X properties, before any client is created.
 * <p>
 * Properties that are bound by other beans are known. Environment variables are checked
 * for named clients only, because other programs define variables too. For the same
 * reason, a system property is reported only if it is similar to a known name.
 */
class UnknownPropertiesReporter implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(UnknownPropertiesReporter.class);

	private static final List<ConfigurationPropertyName> ROOTS = List.of(ConfigurationPropertyName.of("m2x"),
			ConfigurationPropertyName.of("management.health.m2x"), ConfigurationPropertyName.of("management.info.m2x"));

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("m2x.clients");

	private static final int CLIENT_NAME_INDEX = 2;

	private static final String CLIENT_VARIABLE_PREFIX = "M2X_CLIENTS_";

	private static final String M2X_PACKAGE = "io.m2x.spring.boot";

	private final Environment environment;

	UnknownPropertiesReporter(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		KnownProperties known = KnownProperties
			.load(Objects.requireNonNullElseGet(beanFactory.getBeanClassLoader(), ClassUtils::getDefaultClassLoader));
		if (known == null || !logger.isWarnEnabled()) {
			return;
		}
		Set<ConfigurationPropertyName> otherPrefixes = prefixesOfOtherBeans(beanFactory);
		Set<String> unknown = new LinkedHashSet<>();
		Set<String> variables = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource systemEnvironment) {
				variables.addAll(List.of(systemEnvironment.getPropertyNames()));
			}
			else if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> otherPrefixes.stream()
						.noneMatch((other) -> other.equals(name) || other.isAncestorOf(name)))
					.forEach((name) -> describe(name, source, known).ifPresent(unknown::add));
			}
		}
		if (!unknown.isEmpty()) {
			logger.warn("Unknown properties that have no effect:" + String.join("", unknown)
					+ "\nCorrect their names. If they belong to the application, bind them with @ConfigurationProperties, use another"
					+ " prefix, or switch off this warning with 'logging.level."
					+ UnknownPropertiesReporter.class.getName() + ": error'.");
		}
		describeUnusedVariables(variables, known).forEach(logger::warn);
	}

	private static Set<ConfigurationPropertyName> prefixesOfOtherBeans(ConfigurableListableBeanFactory beanFactory) {
		Set<ConfigurationPropertyName> prefixes = new LinkedHashSet<>();
		for (String bean : beanFactory.getBeanDefinitionNames()) {
			ConfigurationProperties annotation = beanFactory.findAnnotationOnBean(bean, ConfigurationProperties.class,
					false);
			if (annotation != null && !isM2xType(beanFactory.getType(bean, false))) {
				ConfigurationPropertyName prefix = ConfigurationPropertyName.ofIfValid(annotation.prefix());
				if (prefix != null && !prefix.isEmpty()) {
					prefixes.add(prefix);
				}
			}
		}
		return prefixes;
	}

	private static boolean isM2xType(@Nullable Class<?> type) {
		return type != null && (type.getPackageName() + ".").startsWith(M2X_PACKAGE + ".");
	}

	private static Optional<String> describe(ConfigurationPropertyName name, ConfigurationPropertySource source,
			KnownProperties known) {
		Optional<ConfigurationPropertyName> root = ROOTS.stream()
			.filter((candidate) -> candidate.isAncestorOf(name))
			.findFirst();
		boolean clientProperty = CLIENTS.isAncestorOf(name) && !CLIENTS.isParentOf(name);
		if (root.isEmpty() || CLIENTS.isParentOf(name)) {
			return Optional.empty();
		}
		// A named client has the same properties as the default client.
		String uniform = clientProperty ? "m2x." + uniform(name, CLIENT_NAME_INDEX + 1) : uniform(name, 0);
		if (clientProperty ? known.contains(uniform) && KnownProperties.isClientProperty(uniform)
				: known.contains(uniform)) {
			return Optional.empty();
		}
		Optional<String> similar = known.findSimilar(uniform, root.get().toString(), clientProperty)
			.map((other) -> clientProperty ? M2xPropertyChecks.prefix(name.getElement(CLIENT_NAME_INDEX, Form.ORIGINAL))
					+ other.substring("m2x".length()) : other);
		if (similar.isEmpty() && isSystemProperty(source)) {
			return Optional.empty();
		}
		return Optional.of("\n    " + name + origin(source, name)
				+ similar.map((other) -> ": did you mean '" + other + "'?").orElse(""));
	}

	private static String uniform(ConfigurationPropertyName name, int begin) {
		return IntStream.range(begin, name.getNumberOfElements())
			.filter((index) -> !name.isNumericIndex(index))
			.mapToObj((index) -> name.getElement(index, Form.UNIFORM))
			.collect(Collectors.joining("."));
	}

	private static boolean isSystemProperty(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& underlying.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
	}

	private static String origin(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return (property != null && property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
	}

	private List<String> describeUnusedVariables(Set<String> variables, KnownProperties known) {
		Set<String> clients = M2xClientNames.of(this.environment)
			.stream()
			.map(M2xClientNames::uniform)
			.collect(Collectors.toSet());
		List<String> found = new ArrayList<>();
		for (String variable : variables) {
			List<ClientVariable> clientVariables = clientVariables(variable.toUpperCase(Locale.ROOT), known);
			if (!clientVariables.isEmpty()
					&& clientVariables.stream().noneMatch((candidate) -> candidate.isBoundTo(clients))
					&& !ServiceLinkBindHandlerAdvisor.isServiceLinkVariable(variable,
							this.environment.getProperty(variable))) {
				found.add("The environment variable " + variable
						+ " has no effect: variables alone can't define a client with such a name."
						+ " If it is meant for a client, add to application.yml:\n"
						+ clientVariables.get(0).yaml(variable));
			}
		}
		return found;
	}

	private static List<ClientVariable> clientVariables(String variable, KnownProperties known) {
		List<ClientVariable> clientVariables = new ArrayList<>();
		if (variable.startsWith(CLIENT_VARIABLE_PREFIX)) {
			for (String property : known.clientProperties()) {
				String rest = property.substring("m2x".length());
				String end = rest.replace('.', '_').toUpperCase(Locale.ROOT);
				Stream.of(end.replace('-', '_'), end.replace("-", "")).distinct().forEach((form) -> {
					int length = variable.length() - form.length();
					if (variable.endsWith(form) && length > CLIENT_VARIABLE_PREFIX.length()) {
						clientVariables
							.add(new ClientVariable(variable.substring(CLIENT_VARIABLE_PREFIX.length(), length), rest,
									form.equals(end.replace('-', '_'))));
					}
				});
			}
		}
		return clientVariables;
	}

	/**
	 * An environment variable, read as a property of a named client.
	 *
	 * @param client the name of the client in the variable
	 * @param property the name of the property without its prefix
	 * @param hyphensAsUnderscores whether the variable has an underscore for each hyphen
	 * of the property
	 */
	private record ClientVariable(String client, String property, boolean hyphensAsUnderscores) {

		// Spring Boot accepts hyphens as underscores or left out, but not mixed.
		boolean isBoundTo(Set<String> clients) {
			return clients.contains(M2xClientNames.uniform(this.client))
					&& (this.hyphensAsUnderscores || !this.client.contains("_"));
		}

		String yaml(String variable) {
			String name = this.client.toLowerCase(Locale.ROOT).replace('_', '-');
			return M2xConfigurationErrors.yaml(M2xPropertyChecks.prefix(name) + this.property, "${" + variable + "}");
		}

	}

}
