package io.m2x.spring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that code and tables of the guide match the sources and the metadata. With
 * {@code -Dguide.refresh}, the tests update them.
 */
class GuidePageTests {

	static Stream<GuidePage> pages() throws IOException {
		return GuidePage.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void copiesMatchSources(GuidePage page) throws IOException {
		String current = page.refreshed();
		if (System.getProperty("guide.refresh") != null) {
			Files.writeString(page.file(), current);
		}
		else {
			assertThat(page.text()).as("'mvn -Dguide.refresh -pl m2x-spring-boot-autoconfigure -am test' mends it")
				.isEqualTo(current);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void codeHasCompiledSource(GuidePage page) {
		assertThat(page.codeWithoutSource()).isZero();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageHasNoIncludes(GuidePage page) {
		// Code-hosting sites resolve neither.
		assertThat(page.text()).doesNotContain("include::", "{version}", "{root}");
	}

	@Test
	void referencesAreValid() throws IOException {
		List<String> targets = pages().flatMap((page) -> page.targets().stream()).toList();
		assertThat(pages().flatMap((page) -> page.references().stream()).toList()).isNotEmpty()
			.allSatisfy((reference) -> assertThat(targets).contains(reference));
	}

	@Test
	void indexLinksEveryPage() throws IOException {
		assertThat(page("index.adoc").references()).containsAll(pages().map(GuidePage::toString)
			.filter((page) -> page.endsWith(".adoc") && !page.equals("index.adoc"))
			.toList());
	}

	@Test
	void messagesMatchSources() throws IOException {
		String sources = GuidePage.sources();
		assertThat(page("troubleshooting.adoc").messages()).hasSizeGreaterThan(20)
			.allSatisfy((message) -> assertThat(message.split("…", -1)).allMatch(sources::contains));
	}

	@Test
	void tablesHaveContent() {
		assertThat(GuideTable.named("starter-properties")).contains("`m2x.api-key`", "`+m2x.clients.<name>.*+`",
				"`management.health.m2x.timeout`", "`200ms`", "`+https://api-m2x.att.com/v2+`");
		assertThat(GuideTable.named("server-properties")).contains("`m2x.server.master-key`", "`+./m2x-data+`");
		assertThat(GuideTable.named("coverage")).contains("`/devices/catalog`", "`+/devices/{id}+`", "|111\n");
	}

	private static GuidePage page(String name) throws IOException {
		return pages().filter((page) -> page.toString().equals(name)).findAny().orElseThrow();
	}

}
