package io.m2x.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the sources of the server as text, for rules about what stands in them.
 */
final class SqlSources {

	private static final Path SOURCES = Path.of("src/main/java/io/m2x/server");

	private static final Path MIGRATIONS = Path.of("src/main/resources/io/m2x/server/db/migration");

	private static final Pattern CREATED = Pattern.compile("CREATE TABLE (\\w+)");

	/** A comment, a text block, a string or a character. */
	private static final Pattern TOKEN = Pattern.compile(
			"//[^\\n]*|/\\*.*?\\*/|\"\"\"(?<block>.*?)\"\"\"|\"(?<string>(?:\\\\.|[^\"\\\\])*)\"|'(?:\\\\.|[^'\\\\])+'",
			Pattern.DOTALL);

	private static final Pattern CONCATENATION = Pattern.compile("\\s*\\+\\s*");

	private SqlSources() {
	}

	/**
	 * Return the tables that the migrations create.
	 */
	static List<String> tables() {
		return files(MIGRATIONS, ".sql")
			.flatMap((file) -> CREATED.matcher(read(file)).results().map((match) -> match.group(1)))
			.toList();
	}

	/**
	 * Return all sources.
	 */
	static List<Source> sources() {
		return files(SOURCES, ".java").map((file) -> {
			Path path = SOURCES.relativize(file);
			return new Source(path.getName(0).toString(), path.getFileName().toString(), read(file));
		}).toList();
	}

	private static Stream<Path> files(Path directory, String suffix) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
	 * A source file.
	 *
	 * @param packageName the last part of the package's name
	 * @param name the name of the file
	 * @param text the whole text
	 */
	record Source(String packageName, String name, String text) {

		/**
		 * Return the text literals of the code. What is concatenated at once is one.
		 */
		List<String> literals() {
			List<String> literals = new ArrayList<>();
			Matcher matcher = TOKEN.matcher(this.text);
			StringBuilder literal = new StringBuilder();
			int end = -1;
			while (matcher.find()) {
				String part = part(matcher.toMatchResult());
				if (part != null) {
					if (end < 0 || !CONCATENATION.matcher(this.text.substring(end, matcher.start())).matches()) {
						literals.add(literal.toString());
						literal.setLength(0);
					}
					literal.append(part);
					end = matcher.end();
				}
			}
			literals.add(literal.toString());
			return literals;
		}

		/**
		 * Return the code without its comments.
		 */
		String code() {
			return TOKEN.matcher(this.text).replaceAll((match) -> {
				String token = match.group();
				return Matcher.quoteReplacement(token.startsWith("/") ? "" : token);
			});
		}

		private static String part(MatchResult match) {
			return (match.group(1) != null) ? match.group(1) : match.group(2);
		}

		@Override
		public String toString() {
			return this.packageName + "/" + this.name;
		}

	}

}
