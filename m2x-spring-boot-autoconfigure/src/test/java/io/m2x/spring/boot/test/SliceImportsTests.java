package io.m2x.spring.boot.test;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.webclient.test.autoconfigure.AutoConfigureWebClient;

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

	private static List<String> candidates(Class<?> annotation) {
		return ImportCandidates.load(annotation, null).getCandidates();
	}

}
