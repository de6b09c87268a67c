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
 * The names of all settings that the starter has, as its configuration metadata tell
 * them.
 */
final class KnownSettings {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	/** Tells our metadata from those of other modules. */
	private static final String OURS = "m2x.api-key";

	/** Settings of the application as a whole, which a further client does not have. */
	private static final List<String> NOT_OF_CLIENTS = List.of("m2x.clients", "m2x.embedded.", "m2x.provisioning.",
			"m2x.web.");

	/**
	 * What lies below has names of its own; where it is bound, unknown ones end the
	 * start.
	 */
	private static final String OPEN = "m2x.provisioning.devices.";

	private static final int MIN_TOLERANCE = 2;

	private final Map<String, String> names = new TreeMap<>();

	private KnownSettings(Collection<String> names) {
		names.forEach((name) -> this.names.put(uniform(name), name));
	}

	/**
	 * Read the names.
	 * @param classLoader where the metadata are
	 * @return the names, or {@code null} if the metadata are not there, as in a jar that
	 * was made of several others
	 */
	static @Nullable KnownSettings load(ClassLoader classLoader) {
		try {
			for (URL url : Collections.list(classLoader.getResources(METADATA))) {
				try (InputStream stream = url.openStream()) {
					String json = StreamUtils.copyToString(stream, StandardCharsets.UTF_8);
					List<String> names = json.contains(OURS) ? names(json) : List.of();
					// An application may have hints for our settings, without having
					// them.
					if (names.contains(OURS)) {
						return new KnownSettings(names);
					}
				}
			}
		}
		catch (IOException ex) {
			// As good as not there.
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

	static boolean isOfClients(String name) {
		return name.startsWith("m2x.") && NOT_OF_CLIENTS.stream().noneMatch(name::startsWith);
	}

	/**
	 * Tell whether there is a setting, or a group of settings.
	 * @param uniform the name in uniform form
	 * @return whether it is known
	 */
	boolean know(String uniform) {
		return uniform.startsWith(OPEN) || this.names.containsKey(uniform)
				|| this.names.keySet().stream().anyMatch((name) -> name.startsWith(uniform + "."));
	}

	/**
	 * Return the settings that a further client can have.
	 * @return their names as those of the default client
	 */
	List<String> ofClients() {
		return this.names.values().stream().filter(KnownSettings::isOfClients).toList();
	}

	/**
	 * Find the setting that is probably meant.
	 * @param uniform a name that is not known, in uniform form
	 * @param root what the other name begins with
	 * @param ofClients whether only settings of further clients are meant
	 * @return the other name, if there is one near enough
	 */
	Optional<String> nearest(String uniform, String root, boolean ofClients) {
		int tolerance = Math.max(MIN_TOLERANCE, lastOf(uniform).length() / 2);
		return this.names.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().startsWith(root + ".") && (!ofClients || isOfClients(entry.getValue())))
			.map((entry) -> Map.entry(distance(uniform, entry.getKey()), entry.getValue()))
			.filter((entry) -> entry.getKey() <= tolerance)
			.min(Comparator.comparing((Map.Entry<Integer, String> entry) -> entry.getKey()))
			.map(Map.Entry::getValue);
	}

	// A name may be mistyped, or stand in the wrong group.
	private static int distance(String unknown, String known) {
		String last = lastOf(unknown);
		String other = lastOf(known);
		int parents = unknown.substring(0, unknown.length() - last.length())
			.equals(known.substring(0, known.length() - other.length())) ? 0 : 1;
		int lasts = last.equals(other) ? 0
				: (last.contains(other) || other.contains(last)) ? 1 : Typos.between(last, other);
		return Math.min(Typos.between(unknown, known), lasts + parents);
	}

	private static String lastOf(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	/**
	 * Keeps the metadata in native images.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern(METADATA);
		}

	}

	/**
	 * Counts the typing errors between two words: a letter too many, too few, another
	 * one, or two that changed places.
	 */
	private static final class Typos {

		private Typos() {
		}

		static int between(String first, String second) {
			int[][] typos = new int[first.length() + 1][second.length() + 1];
			for (int i = 0; i <= first.length(); i++) {
				for (int j = 0; j <= second.length(); j++) {
					typos[i][j] = (i == 0 || j == 0) ? i + j : least(typos, first, second, i, j);
				}
			}
			return typos[first.length()][second.length()];
		}

		private static int least(int[][] typos, String first, String second, int i, int j) {
			boolean same = first.charAt(i - 1) == second.charAt(j - 1);
			int least = Math.min(typos[i - 1][j - 1] + (same ? 0 : 1), Math.min(typos[i - 1][j], typos[i][j - 1]) + 1);
			boolean swapped = i > 1 && j > 1 && first.charAt(i - 1) == second.charAt(j - 2)
					&& first.charAt(i - 2) == second.charAt(j - 1);
			return swapped ? Math.min(least, typos[i - 2][j - 2] + 1) : least;
		}

	}

}
