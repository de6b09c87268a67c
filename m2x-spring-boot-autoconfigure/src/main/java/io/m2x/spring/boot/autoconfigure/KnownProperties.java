package io.m2x.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.StreamUtils;

/**
 * Names of all properties of the starter, read from its configuration metadata.
 */
final class KnownProperties {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	/** Identifies the metadata of the starter among those of other modules. */
	private static final String M2X_PROPERTY = "m2x.api-key";

	/** Properties of the application as a whole. A named client does not have them. */
	private static final List<String> APPLICATION_PROPERTIES = List.of("m2x.clients", "m2x.embedded.",
			"m2x.provisioning.", "m2x.web.");

	/**
	 * Properties of devices have names of the user's choice. Their binding fails for
	 * unknown properties.
	 */
	private static final String DEVICES_PREFIX = "m2x.provisioning.devices.";

	private static final int MIN_EDIT_DISTANCE = 2;

	private final Map<String, String> names = new TreeMap<>();

	private KnownProperties(Collection<String> names) {
		names.forEach((name) -> this.names.put(uniform(name), name));
	}

	/**
	 * Load the names.
	 * @param classLoader the class loader to find the metadata with
	 * @return the names, or {@code null} if there is no metadata, as in a shaded jar
	 */
	static @Nullable KnownProperties load(ClassLoader classLoader) {
		try {
			for (URL url : Collections.list(classLoader.getResources(METADATA))) {
				try (InputStream stream = url.openStream()) {
					String json = StreamUtils.copyToString(stream, StandardCharsets.UTF_8);
					List<String> names = json.contains(M2X_PROPERTY) ? names(json) : List.of();
					// An application may define hints for properties of the starter.
					if (names.contains(M2X_PROPERTY)) {
						return new KnownProperties(names);
					}
				}
			}
		}
		catch (IOException ex) {
			// Treat unreadable metadata as missing.
		}
		return null;
	}

	private static List<String> names(String json) {
		return ((List<?>) JsonParserFactory.getJsonParser().parseMap(json).getOrDefault("properties", List.of()))
			.stream()
			.map((property) -> String.valueOf(((Map<?, ?>) property).get("name")))
			.toList();
	}

	static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

	static boolean isClientProperty(String name) {
		return name.startsWith("m2x.") && APPLICATION_PROPERTIES.stream().noneMatch(name::startsWith);
	}

	/**
	 * Return whether there is a property or a group of this name.
	 * @param uniform the name in uniform form
	 * @return {@code true} if the name is known
	 */
	boolean contains(String uniform) {
		return uniform.startsWith(DEVICES_PREFIX) || this.names.containsKey(uniform)
				|| this.names.keySet().stream().anyMatch((name) -> name.startsWith(uniform + "."));
	}

	/**
	 * Return the properties that a named client can have.
	 * @return the names as for the default client
	 */
	List<String> clientProperties() {
		return this.names.values().stream().filter(KnownProperties::isClientProperty).toList();
	}

	/**
	 * Find the property that was probably meant.
	 * @param uniform the unknown name in uniform form
	 * @param root the root of the properties to search
	 * @param clientPropertiesOnly whether to search properties of named clients only
	 * @return the similar name, if there is one
	 */
	Optional<String> findSimilar(String uniform, String root, boolean clientPropertiesOnly) {
		int maxDistance = Math.max(MIN_EDIT_DISTANCE, lastElement(uniform).length() / 2);
		return this.names.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().startsWith(root + ".")
					&& (!clientPropertiesOnly || isClientProperty(entry.getValue())))
			.map((entry) -> Map.entry(distance(uniform, entry.getKey()), entry.getValue()))
			.filter((entry) -> entry.getKey() <= maxDistance)
			.min(Comparator.comparing((Map.Entry<Integer, String> entry) -> entry.getKey()))
			.map(Map.Entry::getValue);
	}

	// A name may be mistyped or belong to another group.
	private static int distance(String unknown, String known) {
		String last = lastElement(unknown);
		String otherLast = lastElement(known);
		int parentDistance = unknown.substring(0, unknown.length() - last.length())
			.equals(known.substring(0, known.length() - otherLast.length())) ? 0 : 1;
		int elementDistance = last.equals(otherLast) ? 0
				: (last.contains(otherLast) || otherLast.contains(last)) ? 1 : EditDistance.between(last, otherLast);
		return Math.min(EditDistance.between(unknown, known), elementDistance + parentDistance);
	}

	private static String lastElement(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	/**
	 * Registers the metadata for native images.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern(METADATA);
		}

	}

	/**
	 * Counts the typing errors between two words: an added, missing or replaced letter,
	 * or two swapped letters.
	 */
	private static final class EditDistance {

		private EditDistance() {
		}

		static int between(String first, String second) {
			int[][] distances = new int[first.length() + 1][second.length() + 1];
			for (int i = 0; i <= first.length(); i++) {
				for (int j = 0; j <= second.length(); j++) {
					distances[i][j] = (i == 0 || j == 0) ? i + j : smallest(distances, first, second, i, j);
				}
			}
			return distances[first.length()][second.length()];
		}

		private static int smallest(int[][] distances, String first, String second, int i, int j) {
			boolean same = first.charAt(i - 1) == second.charAt(j - 1);
			int smallest = Math.min(distances[i - 1][j - 1] + (same ? 0 : 1),
					Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
			boolean swapped = i > 1 && j > 1 && first.charAt(i - 1) == second.charAt(j - 2)
					&& first.charAt(i - 2) == second.charAt(j - 1);
			return swapped ? Math.min(smallest, distances[i - 2][j - 2] + 1) : smallest;
		}

	}

}
