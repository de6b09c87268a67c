package io.m2x.spring.boot;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Properties that the code binds, found by its records.
 */
final class BoundProperties {

	private BoundProperties() {
	}

	/**
	 * Return the properties of all records below a package with their defaults.
	 * @param basePackage the package
	 * @return name to default
	 */
	static Map<String, Optional<String>> below(String basePackage) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		Map<String, Optional<String>> found = new TreeMap<>();
		scanner.findCandidateComponents(basePackage).forEach((candidate) -> {
			Class<?> type = ClassUtils.resolveClassName(candidate.getBeanClassName(), null);
			collect(type, type.getAnnotation(ConfigurationProperties.class).value(), found);
		});
		return Collections.unmodifiableMap(found);
	}

	private static void collect(Class<?> type, String prefix, Map<String, Optional<String>> found) {
		if (!type.isRecord()) {
			throw new IllegalStateException(type + " is no record");
		}
		RecordComponent[] components = type.getRecordComponents();
		// Only the constructor parameter has the annotation.
		Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
		for (int i = 0; i < components.length; i++) {
			String name = prefix + "." + kebab(components[i].getName());
			if (components[i].getType().isRecord()) {
				collect(components[i].getType(), name, found);
			}
			else {
				found.put(name, byDefault(parameters[i].getAnnotation(DefaultValue.class)));
			}
		}
	}

	private static Optional<String> byDefault(DefaultValue value) {
		return (value != null && value.value().length > 0) ? Optional.of(String.join(",", value.value()))
				: Optional.empty();
	}

	private static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
