package io.m2x.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/**
 * YAML blocks of the guide and the README.
 */
public final class GuideCodeBlocks {

	private static final Path ROOT = Path.of("..");

	private static final Pattern ASCIIDOC = Pattern.compile("\\[source,\\s*ya?ml[^]]*]\\n(-{4,})\\n(.*?)\\n\\1\\n",
			Pattern.DOTALL);

	private static final Pattern MARKDOWN = Pattern.compile("^(```+)ya?ml\\n(.*?)\\n\\1\\n",
			Pattern.DOTALL | Pattern.MULTILINE);

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

	private GuideCodeBlocks() {
	}

	/**
	 * Return all blocks.
	 * @return the blocks, in the order of their pages
	 */
	public static List<Block> all() {
		try (Stream<Path> pages = Files.list(ROOT.resolve("docs/guide"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.sorted())
				.filter((page) -> page.toString().matches(".*\\.(adoc|md)"))
				.flatMap((page) -> of(page).stream())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Block> of(Path page) {
		try {
			String text = Files.readString(page);
			List<Block> blocks = new ArrayList<>();
			Matcher matcher = (page.toString().endsWith(".md") ? MARKDOWN : ASCIIDOC).matcher(text);
			while (matcher.find()) {
				long line = text.substring(0, matcher.start(2)).lines().count() + 1;
				blocks.add(new Block(page.getFileName() + ":" + line, matcher.group(2) + "\n"));
			}
			return blocks;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A block.
	 *
	 * @param place page and line
	 * @param yaml the text
	 */
	public record Block(String place, String yaml) {

		/**
		 * Return the settings of the block.
		 * @return name to value
		 */
		public Map<String, String> settings() {
			YamlPropertiesFactoryBean factory = new YamlPropertiesFactoryBean();
			factory.setResources(new ByteArrayResource(this.yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
			Properties properties = Objects.requireNonNull(factory.getObject());
			return properties.stringPropertyNames()
				.stream()
				.collect(Collectors.toMap((name) -> name, properties::getProperty));
		}

		/**
		 * Return the variables that the block refers to.
		 * @return their names
		 */
		public List<String> variables() {
			return VARIABLE.matcher(this.yaml).results().map((result) -> result.group(1)).distinct().toList();
		}

		public boolean isCompose() {
			return this.yaml.startsWith("services:");
		}

		public boolean isOfServer() {
			return settings().keySet()
				.stream()
				.anyMatch((name) -> name.startsWith("m2x.server.") || name.startsWith("server."));
		}

		@Override
		public String toString() {
			return this.place;
		}

	}

}
