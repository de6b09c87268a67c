package io.m2x.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Generated tables of the guide.
 */
final class GuideTable {

	private static final Path OPERATIONS = Path
		.of("../m2x-client/src/test/resources/io/m2x/client/contract/operations.csv");

	// Most texts are legible in the plain page.
	private static final Pattern WITHOUT_MARKUP = Pattern
		.compile("[\\w/]((?!\\.\\.|--|\\b_|_\\b|://|\\(C\\)|\\(R\\)|\\(TM\\))[\\w /.,:;()%?!-])*");

	private GuideTable() {
	}

	static String named(String name) {
		return switch (name) {
			case "starter-properties" -> properties(Metadata.OF_STARTER);
			case "server-properties" -> properties(Metadata.OF_SERVER);
			case "coverage" -> coverage();
			default -> throw new IllegalArgumentException("No table '" + name + "'");
		};
	}

	private static String properties(Metadata metadata) {
		return "|Property |Default |Meaning\n" + metadata.properties()
			.stream()
			.map((property) -> row(code(property.isMap() ? property.name() + ".<name>.*" : property.name()),
					property.byDefault().map(GuideTable::code).orElse(""), text(property.description())))
			.collect(Collectors.joining());
	}

	private static String coverage() {
		try (Stream<String> lines = Files.lines(OPERATIONS)) {
			return "|No. |Operation |Client |Python 5.4\n" + lines.filter((line) -> line.matches("\\d.*"))
				.map((line) -> line.split("\\|", -1))
				.map((fields) -> row(fields[0], code(fields[1]) + " +\n" + code(fields[2]), methods(fields[3]),
						codes(fields[4])))
				.collect(Collectors.joining());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// All methods of an operation belong to one service.
	private static String methods(String names) {
		String service = names.substring(0, names.indexOf('.'));
		return service + " +\n" + codes(names.replace(service + ".", ""));
	}

	private static String codes(String names) {
		return Arrays.stream(names.split(";", -1))
			.filter((name) -> !name.isEmpty())
			.map(GuideTable::code)
			.collect(Collectors.joining(" +\n"));
	}

	private static String row(String... cells) {
		return "\n|" + String.join("\n|", cells) + "\n";
	}

	private static String code(String text) {
		return WITHOUT_MARKUP.matcher(text).matches() ? "`" + text + "`" : "`+" + text + "+`";
	}

	// Descriptions contain no markup.
	private static String text(String description) {
		if (WITHOUT_MARKUP.matcher(description).matches()) {
			return description;
		}
		return "pass:c[" + description.replace("]", "\\]").replace("|", "\\|") + "]";
	}

}
