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
 * Names of the clients below {@code m2x.clients}. A client needs at least one property.
 * Environment variables of other origin, such as those for a Kubernetes service named
 * {@code m2x-clients}, define no client.
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
	 * Return the names of the clients that are configured below {@code m2x.clients}.
	 * @param environment the environment
	 * @return the names, including those of clients with invalid properties
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

	// An invalid value is reported when the client is created.
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
	 * Merge the properties of clients whose names are equal in uniform form. An
	 * environment variable can't contain hyphens or distinguish case: {@code PLANTNORTH}
	 * stands for {@code plant-north} in a file.
	 * @param clients the properties by name
	 * @return the properties by the names used in files
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
