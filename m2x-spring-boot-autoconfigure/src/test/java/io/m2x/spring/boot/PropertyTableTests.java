package io.m2x.spring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.m2x.spring.boot.Metadata.Item;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the guide's tables of properties from the metadata.
 */
class PropertyTableTests {

	private static final Path FOLDER = Path.of("target/guide");

	@Test
	void tableOfTheStarterIsWritten() throws IOException {
		assertThat(write("properties.adoc", Metadata.OF_STARTER)).content()
			.contains("`+m2x.api-key+`", "`+m2x.clients.<name>.*+`", "`+management.health.m2x.timeout+`", "`+200ms+`");
	}

	@Test
	void tableOfTheServerIsWritten() throws IOException {
		assertThat(write("server-properties.adoc", Metadata.OF_SERVER)).content()
			.contains("`+m2x.server.master-key+`", "`+./m2x-data+`");
	}

	private static Path write(String name, Metadata metadata) throws IOException {
		StringBuilder page = new StringBuilder("""
				[options="header",cols="4,2,6"]
				|===
				|Property |Default |Meaning
				""");
		for (Item property : metadata.properties()) {
			page.append("\n|")
				.append(code(property.isMap() ? property.name() + ".<name>.*" : property.name()))
				.append("\n|")
				.append(property.byDefault().map(PropertyTableTests::code).orElse(""))
				.append("\n|")
				.append(text(property.description()))
				.append('\n');
		}
		page.append("|===\n");
		Files.createDirectories(FOLDER);
		return Files.writeString(FOLDER.resolve(name), page);
	}

	private static String code(String text) {
		return "`+" + text + "+`";
	}

	// Nothing in a description is markup.
	private static String text(String description) {
		return "pass:c[" + description.replace("]", "\\]").replace("|", "\\|") + "]";
	}

}
