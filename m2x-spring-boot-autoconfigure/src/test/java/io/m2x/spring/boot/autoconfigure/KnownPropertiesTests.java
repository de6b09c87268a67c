package io.m2x.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KnownPropertiesTests {

	@Test
	void metadataWithHintsOnlyIsIgnored(@TempDir Path folder) throws IOException {
		Path metadata = Files.createDirectories(folder.resolve("META-INF"))
			.resolve("spring-configuration-metadata.json");
		Files.writeString(metadata,
				"{\"properties\":[{\"name\":\"greenhouse.color\"}],\"hints\":[{\"name\":\"m2x.api-key\"}]}");
		try (ApplicationFirst classLoader = new ApplicationFirst(folder.toUri().toURL())) {
			KnownProperties known = KnownProperties.load(classLoader);
			assertThat(known).isNotNull();
			assertThat(known.contains("m2x.baseurl")).isTrue();
			assertThat(known.contains("greenhouse.color")).isFalse();
		}
	}

	@Test
	void furtherClientsHaveNoPropertiesOfTheApplication() {
		KnownProperties known = KnownProperties.load(getClass().getClassLoader());
		assertThat(known.contains("m2x.web.problemdetails.enabled")).isTrue();
		assertThat(known.clientProperties()).contains("m2x.api-key", "m2x.retry.delay")
			.noneMatch((name) -> name.matches("m2x\\.(clients|embedded|provisioning|web).*"));
	}

	/**
	 * Finds resources of the application before those of its libraries.
	 */
	private static final class ApplicationFirst extends URLClassLoader {

		ApplicationFirst(URL application) {
			super(new URL[] { application }, KnownPropertiesTests.class.getClassLoader());
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
			found.addAll(Collections.list(getParent().getResources(name)));
			return Collections.enumeration(found);
		}

	}

}
