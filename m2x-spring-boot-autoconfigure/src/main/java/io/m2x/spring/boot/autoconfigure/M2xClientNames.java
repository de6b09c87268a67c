package io.m2x.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;

/**
 * The names of the further clients, those of {@code m2x.clients}: a name is one of a
 * client if there is at least one setting of a client below it. Environment variables of
 * others, such as those of a Kubernetes service named {@code m2x-clients}, make no
 * client.
 *
 * @since 0.1.0
 */
public final class M2xClientNames {

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("m2x.clients");

	private static final int NAME_INDEX = 2;

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	private M2xClientNames() {
	}

	/**
	 * Return the names of the further clients that the settings of an application have.
	 * @param environment the settings
	 * @return the names, of clients whose settings may still turn out to be unusable
	 */
	public static Set<String> of(Environment environment) {
		Map<String, M2xClientProperties> clients = new LinkedHashMap<>();
		Set<String> unusable = new LinkedHashSet<>();
		clients.putAll(Binder.get(environment)
			.bind("m2x.clients", Bindable.mapOf(String.class, M2xClientProperties.class), collectFailures(unusable))
			.orElse(Map.of()));
		unusable.forEach((name) -> clients.putIfAbsent(name, M2xClientProperties.NONE));
		return merged(clients).keySet();
	}

	// That a value can't be used is told when the client is made.
	private static BindHandler collectFailures(Set<String> unusable) {
		return new BindHandler() {

			@Override
			public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Exception error) {
				if (CLIENTS.isAncestorOf(name) && !CLIENTS.isParentOf(name)
						&& !ServiceLinkBindHandlerAdvisor.isServiceLink(name, context)) {
					unusable.add(name.getElement(NAME_INDEX, Form.ORIGINAL));
				}
				return null;
			}

		};
	}

	/**
	 * Merge the settings of clients whose names are one and the same to Spring Boot. An
	 * environment variable can't write hyphens or capitals: {@code PLANTNORTH} is the
	 * {@code plant-north} of a file.
	 * @param clients the settings by name
	 * @return the settings by the names that files have
	 */
	static Map<String, M2xClientProperties> merged(Map<String, M2xClientProperties> clients) {
		Map<String, String> names = new LinkedHashMap<>();
		clients.keySet()
			.forEach((name) -> names.merge(uniform(name), name,
					(first, other) -> first.equals(uniform(first)) ? other : first));
		Map<String, M2xClientProperties> merged = new LinkedHashMap<>();
		clients.forEach((name, settings) -> merged.merge(names.getOrDefault(uniform(name), name), settings,
				M2xClientProperties::orElse));
		return merged;
	}

	static String uniform(String name) {
		return PLAIN.matcher(name).matches() ? name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT) : name;
	}

}
