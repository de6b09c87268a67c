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

import io.m2x.spring.boot.diagnostics.M2xSetting;
import io.m2x.spring.boot.diagnostics.Misconfiguration;

/**
 * Tells, before any client is made, of settings that have no effect because nobody knows
 * their names.
 * <p>
 * What is bound by others, such as the application, is known. Environment variables are
 * not looked at, but for those of further clients: many are made by strangers. For the
 * same reason a system property is told only if a known name is near.
 */
class UnknownSettings implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(UnknownSettings.class);

	private static final List<ConfigurationPropertyName> ROOTS = List.of(ConfigurationPropertyName.of("m2x"),
			ConfigurationPropertyName.of("management.health.m2x"), ConfigurationPropertyName.of("management.info.m2x"));

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("m2x.clients");

	private static final int ELEMENT_OF_CLIENT = 2;

	private static final String VARIABLES_OF_CLIENTS = "M2X_CLIENTS_";

	private static final String OURS = "io.m2x.spring.boot";

	private final Environment environment;

	UnknownSettings(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		KnownSettings known = KnownSettings
			.load(Objects.requireNonNullElseGet(beanFactory.getBeanClassLoader(), ClassUtils::getDefaultClassLoader));
		if (known == null || !logger.isWarnEnabled()) {
			return;
		}
		Set<ConfigurationPropertyName> others = prefixesOfOthers(beanFactory);
		Set<String> unknown = new LinkedHashSet<>();
		Set<String> variables = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variablesOfSystem) {
				variables.addAll(List.of(variablesOfSystem.getPropertyNames()));
			}
			else if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> others.stream()
						.noneMatch((other) -> other.equals(name) || other.isAncestorOf(name)))
					.forEach((name) -> describe(name, source, known).ifPresent(unknown::add));
			}
		}
		if (!unknown.isEmpty()) {
			logger.warn("Settings that nobody knows, and that have no effect:" + String.join("", unknown)
					+ "\nIf they are the application's own, read them by @ConfigurationProperties, give them another"
					+ " prefix, or silence this with 'logging.level." + UnknownSettings.class.getName() + ": error'.");
		}
		variablesOfNoClient(variables, known).forEach(logger::warn);
	}

	private static Set<ConfigurationPropertyName> prefixesOfOthers(ConfigurableListableBeanFactory beanFactory) {
		Set<ConfigurationPropertyName> prefixes = new LinkedHashSet<>();
		for (String bean : beanFactory.getBeanDefinitionNames()) {
			ConfigurationProperties annotation = beanFactory.findAnnotationOnBean(bean, ConfigurationProperties.class,
					false);
			if (annotation != null && !isOurs(beanFactory.getType(bean, false))) {
				ConfigurationPropertyName prefix = ConfigurationPropertyName.ofIfValid(annotation.prefix());
				if (prefix != null && !prefix.isEmpty()) {
					prefixes.add(prefix);
				}
			}
		}
		return prefixes;
	}

	private static boolean isOurs(@Nullable Class<?> type) {
		return type != null && (type.getPackageName() + ".").startsWith(OURS + ".");
	}

	private static Optional<String> describe(ConfigurationPropertyName name, ConfigurationPropertySource source,
			KnownSettings known) {
		Optional<ConfigurationPropertyName> root = ROOTS.stream()
			.filter((candidate) -> candidate.isAncestorOf(name))
			.findFirst();
		boolean ofClient = CLIENTS.isAncestorOf(name) && !CLIENTS.isParentOf(name);
		if (root.isEmpty() || CLIENTS.isParentOf(name)) {
			return Optional.empty();
		}
		// The settings of a further client are those of the default one.
		String uniform = ofClient ? "m2x." + uniform(name, ELEMENT_OF_CLIENT + 1) : uniform(name, 0);
		if (ofClient ? known.know(uniform) && KnownSettings.isOfClients(uniform) : known.know(uniform)) {
			return Optional.empty();
		}
		Optional<String> nearest = known.nearest(uniform, root.get().toString(), ofClient)
			.map((other) -> ofClient ? M2xSetting.prefix(name.getElement(ELEMENT_OF_CLIENT, Form.ORIGINAL))
					+ other.substring("m2x".length()) : other);
		if (nearest.isEmpty() && isOfSystem(source)) {
			return Optional.empty();
		}
		return Optional.of("\n    " + name + origin(source, name)
				+ nearest.map((other) -> ": did you mean '" + other + "'?").orElse(""));
	}

	private static String uniform(ConfigurationPropertyName name, int begin) {
		return IntStream.range(begin, name.getNumberOfElements())
			.filter((index) -> !name.isNumericIndex(index))
			.mapToObj((index) -> name.getElement(index, Form.UNIFORM))
			.collect(Collectors.joining("."));
	}

	private static boolean isOfSystem(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& underlying.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
	}

	private static String origin(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return (property != null && property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
	}

	private List<String> variablesOfNoClient(Set<String> variables, KnownSettings known) {
		Set<String> clients = M2xClientNames.of(this.environment)
			.stream()
			.map(M2xClientNames::uniform)
			.collect(Collectors.toSet());
		List<String> found = new ArrayList<>();
		for (String variable : variables) {
			List<Meaning> meanings = meanings(variable.toUpperCase(Locale.ROOT), known);
			if (!meanings.isEmpty() && meanings.stream().noneMatch((meaning) -> meaning.works(clients))
					&& !ForeignVariablesBindHandlerAdvisor.isLink(variable, this.environment.getProperty(variable))) {
				found.add("The environment variable " + variable
						+ " has no effect, as a client of such a name can't be told"
						+ " by variables alone. Write in application.yml, if it is meant for one:\n"
						+ meanings.get(0).yaml(variable));
			}
		}
		return found;
	}

	private static List<Meaning> meanings(String variable, KnownSettings known) {
		List<Meaning> meanings = new ArrayList<>();
		if (variable.startsWith(VARIABLES_OF_CLIENTS)) {
			for (String setting : known.ofClients()) {
				String rest = setting.substring("m2x".length());
				String end = rest.replace('.', '_').toUpperCase(Locale.ROOT);
				Stream.of(end.replace('-', '_'), end.replace("-", "")).distinct().forEach((form) -> {
					int length = variable.length() - form.length();
					if (variable.endsWith(form) && length > VARIABLES_OF_CLIENTS.length()) {
						meanings.add(new Meaning(variable.substring(VARIABLES_OF_CLIENTS.length(), length), rest,
								form.equals(end.replace('-', '_'))));
					}
				});
			}
		}
		return meanings;
	}

	/**
	 * What an environment variable may stand for.
	 *
	 * @param client the name of the client as the variable has it
	 * @param setting the rest of the name of the property
	 * @param divided whether the variable has an underscore for each hyphen of the
	 * setting
	 */
	private record Meaning(String client, String setting, boolean divided) {

		// Spring Boot reads hyphens as underscores, or as nothing, but not now so, now
		// so.
		boolean works(Set<String> clients) {
			return clients.contains(M2xClientNames.uniform(this.client))
					&& (this.divided || !this.client.contains("_"));
		}

		String yaml(String variable) {
			String name = this.client.toLowerCase(Locale.ROOT).replace('_', '-');
			return Misconfiguration.yaml(M2xSetting.prefix(name) + this.setting, "${" + variable + "}");
		}

	}

}
