package io.m2x.spring.boot;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the dependencies that the module adds to an application.
 */
class PomTests {

	private static final Set<String> ALWAYS_THERE = Set.of("m2x-client", "spring-boot-autoconfigure");

	@Test
	void everyDependencyIsOptionalExceptTheClientAndAutoconfigure() throws Exception {
		Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
		NodeList nodes = (NodeList) XPathFactory.newInstance()
			.newXPath()
			.evaluate("/project/dependencies/dependency", pom, XPathConstants.NODESET);
		List<String> compulsory = IntStream.range(0, nodes.getLength())
			.mapToObj((index) -> (Element) nodes.item(index))
			.filter((dependency) -> !"true".equals(text(dependency, "optional")))
			.filter((dependency) -> !"test".equals(text(dependency, "scope")))
			.map((dependency) -> text(dependency, "artifactId"))
			.toList();
		assertThat(compulsory).containsExactlyInAnyOrderElementsOf(ALWAYS_THERE);
	}

	@Test
	void serverAddsNoDatabaseOrServletAutoConfiguration() {
		assertThat(ClassUtils.isPresent("io.m2x.server.M2xServer", null)).isTrue();
		for (String name : List.of("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.h2console.autoconfigure.H2ConsoleAutoConfiguration",
				"org.springframework.web.servlet.DispatcherServlet")) {
			assertThat(ClassUtils.isPresent(name, null)).as(name).isFalse();
		}
	}

	private static String text(Element dependency, String name) {
		NodeList nodes = dependency.getElementsByTagName(name);
		return (nodes.getLength() > 0) ? nodes.item(0).getTextContent().strip() : "";
	}

}
