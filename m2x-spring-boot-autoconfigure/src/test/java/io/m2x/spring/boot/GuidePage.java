package io.m2x.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, such as a page of the guide or the README. Its code and
 * large tables are copies. A comment in the line before a copy names the original, such
 * as {@code // code: path/of/File.java#tag} or {@code // table: coverage}, in Markdown
 * {@code <!-- code: path/of/File.java#tag -->}.
 */
record GuidePage(Path file, String text) {

	private static final Path ROOT = Path.of("..");

	private static final Pattern COPY = Pattern.compile(
			"""
					(?mx)^(?<head>(?://\\ |<!--\\ )(?<kind>code|table):\\ (?<name>[^\\s\\#]+)(?:\\#(?<tag>[\\w-]+))?(?:\\ -->)?\\n
					(?:[.\\[].*\\n)*
					(?<fence>-{4,}|`{3}|\\|===).*\\n)
					(?<body>(?s:.*?))
					^(?=\\k<fence>$)""");

	private static final Pattern CODE = Pattern.compile("(?m)^(?:\\[source, *|```)(?:java|kotlin)\\b");

	private static final Pattern TAG = Pattern.compile("\\b(tag|end)::([\\w-]+)\\[]");

	private static final Pattern MESSAGE = Pattern.compile("(?m)^`\\+(.*?)\\+`.*::$");

	private static final Pattern HEADING = Pattern.compile("(?m)^\\[#([\\w-]+)]\\n=+ ");

	private static final Pattern REFERENCE = Pattern.compile("xref:([\\w-]+\\.adoc)(?:#([\\w-]+))?\\[|<<([^,>]+)[,>]");

	static Stream<GuidePage> all() throws IOException {
		try (Stream<Path> guide = Files.list(ROOT.resolve("docs/guide")); Stream<Path> root = Files.list(ROOT)) {
			return Stream.concat(root, guide)
				.filter((file) -> file.toString().matches(".*\\.(adoc|md)"))
				.sorted()
				.map((file) -> new GuidePage(file, read(file)))
				.toList()
				.stream();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the page with updated copies.
	 * @return the text
	 */
	String refreshed() {
		StringBuilder page = new StringBuilder();
		Matcher copy = COPY.matcher(this.text);
		while (copy.find()) {
			copy.appendReplacement(page, Matcher.quoteReplacement(copy.group("head") + original(copy)));
		}
		return copy.appendTail(page).toString();
	}

	private static String original(Matcher copy) {
		return copy.group("kind").equals("code") ? code(copy.group("name"), copy.group("tag"))
				: GuideTable.named(copy.group("name"));
	}

	private static String code(String path, String tag) {
		List<String> lines = new ArrayList<>();
		boolean inside = tag == null;
		for (String line : read(ROOT.resolve(path)).lines().toList()) {
			Matcher directive = TAG.matcher(line);
			if (!directive.find()) {
				if (inside) {
					lines.add(line);
				}
			}
			else if (directive.group(2).equals(tag)) {
				inside = directive.group(1).equals("tag");
			}
		}
		if (lines.isEmpty()) {
			throw new IllegalStateException("No code '" + tag + "' in " + path);
		}
		return String.join("\n", lines).stripIndent().strip().replace("\t", "    ") + "\n";
	}

	/**
	 * Return the messages that the page explains.
	 * @return the messages, with an ellipsis in place of varying text
	 */
	List<String> messages() {
		return MESSAGE.matcher(this.text).results().map((message) -> message.group(1)).toList();
	}

	/**
	 * Return the main sources, with concatenated string literals joined.
	 * @return the text of all sources
	 */
	static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String module : List.of("m2x-client", "m2x-server", "m2x-spring-boot-autoconfigure")) {
			try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
				files.filter((file) -> file.toString().endsWith(".java")).forEach((file) -> sources.append(read(file)));
			}
		}
		return sources.toString().replaceAll("\"\\s*\\+\\s*\"", "");
	}

	/**
	 * Return the number of code blocks that are not copies.
	 * @return the number of blocks without a comment that names the original
	 */
	long codeWithoutSource() {
		return CODE.matcher(this.text).results().count()
				- COPY.matcher(this.text).results().filter((copy) -> CODE.matcher(copy.group()).find()).count();
	}

	/**
	 * Return the targets of the references on the page.
	 * @return names of pages, some with the name of a section
	 */
	List<String> references() {
		return REFERENCE.matcher(this.text)
			.results()
			.map((reference) -> (reference.group(3) != null) ? this + "#" + reference.group(3)
					: reference.group(1) + ((reference.group(2) != null) ? "#" + reference.group(2) : ""))
			.toList();
	}

	/**
	 * Return the possible targets of references to the page. Generated ids of sections
	 * differ from site to site, so only explicit ones count.
	 * @return the page, and each of its sections with an explicit id
	 */
	List<String> targets() {
		return Stream
			.concat(Stream.of(toString()),
					HEADING.matcher(this.text).results().map((heading) -> this + "#" + heading.group(1)))
			.toList();
	}

	@Override
	public String toString() {
		return this.file.getFileName().toString();
	}

}
