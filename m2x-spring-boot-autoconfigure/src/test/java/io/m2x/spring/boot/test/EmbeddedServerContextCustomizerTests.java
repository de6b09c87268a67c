package io.m2x.spring.boot.test;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.context.ContextCustomizer;

import io.m2x.server.M2xServer;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedServerContextCustomizerTests {

	private static ContextCustomizer customizerOf(Class<?> test) {
		return new EmbeddedServerContextCustomizerFactory().createContextCustomizer(test, List.of());
	}

	@Test
	void missingServerIsReportedWithDependency() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.setClassLoader(new FilteredClassLoader(M2xServer.class));
			assertThatExceptionOfType(M2xConfigurationException.class)
				.isThrownBy(() -> customizerOf(Slice.class).customizeContext(context, null))
				.withMessageContaining("none on the class path")
				.satisfies((failure) -> assertThat(failure.action()).contains("<groupId>io.m2x</groupId>",
						"<artifactId>m2x-server</artifactId>", "<scope>test</scope>"));
		}
	}

	@Test
	void otherTestsAreNotCustomized() {
		assertThat(customizerOf(EmbeddedServerContextCustomizerTests.class)).isNull();
	}

	@Test
	void customizersAreEqual() {
		assertThat(customizerOf(Slice.class)).isEqualTo(customizerOf(Configured.class))
			.hasSameHashCodeAs(customizerOf(Configured.class));
	}

	@M2xTest
	static class Slice {

	}

	@AutoConfigureM2x
	static class Configured {

	}

}
