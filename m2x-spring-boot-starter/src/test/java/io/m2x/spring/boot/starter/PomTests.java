package io.m2x.spring.boot.starter;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the build runs each test class, on one class path only.
 */
class PomTests {

	@Test
	void everyTestHasItsExecution() throws Exception {
		Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
		NodeList includes = pom.getElementsByTagName("include");
		List<String> executed = IntStream.range(0, includes.getLength())
			.mapToObj((index) -> includes.item(index).getTextContent())
			.toList();
		assertThat(executed)
			.containsExactlyInAnyOrderElementsOf(testClasses().stream().map((name) -> "**/" + name + ".java").toList());
	}

	private List<String> testClasses() throws IOException {
		try (Stream<Path> files = Files
			.list(Path.of("target/test-classes", getClass().getPackageName().split("\\.")))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith("Tests.class"))
				.map((name) -> name.substring(0, name.length() - ".class".length()))
				.filter((name) -> !isAbstract(name))
				.toList();
		}
	}

	private boolean isAbstract(String name) {
		try {
			Class<?> type = Class.forName(getClass().getPackageName() + "." + name, false, getClass().getClassLoader());
			return Modifier.isAbstract(type.getModifiers());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
