package io.m2x.spring.boot.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.webclient.test.autoconfigure.AutoConfigureWebClient;
import org.springframework.core.io.ClassPathResource;

import io.m2x.spring.boot.autoconfigure.problem.M2xProblemDetailsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class SliceImportsTests {

	@ParameterizedTest
	@ValueSource(classes = { AutoConfigureM2x.class, AutoConfigureWebClient.class })
	void slicesImportAllClientAutoConfigurations(Class<?> slice) {
		List<String> ours = candidates(AutoConfiguration.class).stream()
			.filter((name) -> name.matches("io\\.m2x\\.spring\\.boot\\.autoconfigure\\.((embedded|http)\\.)?[A-Z].*"))
			.toList();
		assertThat(ours).hasSizeGreaterThanOrEqualTo(3);
		assertThat(candidates(slice)).containsAll(ours);
	}

	@ParameterizedTest
	@ValueSource(strings = { "webmvc.test.autoconfigure.AutoConfigureWebMvc",
			"webflux.test.autoconfigure.AutoConfigureWebFlux" })
	void slicesOfControllersHaveTheProblemDetails(String slice) throws IOException {
		ClassPathResource imports = new ClassPathResource(
				"META-INF/spring/org.springframework.boot." + slice + ".imports");
		assertThat(imports.getContentAsString(StandardCharsets.UTF_8).lines())
			.containsExactly(M2xProblemDetailsAutoConfiguration.class.getName());
	}

	private static List<String> candidates(Class<?> annotation) {
		return ImportCandidates.load(annotation, null).getCandidates();
	}

}
