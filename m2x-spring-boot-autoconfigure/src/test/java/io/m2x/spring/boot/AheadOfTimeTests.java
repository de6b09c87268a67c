package io.m2x.spring.boot;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import io.m2x.spring.boot.autoconfigure.provisioning.M2xProvisioningProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the ahead-of-time processing of all auto-configurations and of named clients.
 * The sample application proves that the generated code runs.
 */
class AheadOfTimeTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private final DefaultGenerationContext generation = new DefaultGenerationContext(
			new ClassNameGenerator(ClassName.get(AheadOfTimeTests.class)), this.files);

	private void process(String... properties) {
		try (AnnotationConfigReactiveWebApplicationContext context = new AnnotationConfigReactiveWebApplicationContext()) {
			TestPropertyValues.of(properties).applyTo(context);
			context.register(Application.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, this.generation);
			this.generation.writeGeneratedContent();
		}
	}

	private String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String path : this.files.getGeneratedFiles(Kind.SOURCE).keySet()) {
			sources.append(this.files.getGeneratedFileContent(Kind.SOURCE, path));
		}
		return sources.toString();
	}

	@Test
	void everyAutoConfigurationIsProcessed() throws Exception {
		process("m2x.provisioning.enabled=true", "m2x.web.problemdetails.enabled=true");
		List<String> ours = ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.m2x."))
			.toList();
		assertThat(ours).hasSizeGreaterThanOrEqualTo(4)
			.allSatisfy((name) -> assertThat(this.files.getGeneratedFiles(Kind.SOURCE))
				.containsKey(name.replace('.', '/') + "__BeanDefinitions.java"));
		assertThat(sources()).contains("\"m2xServer\"", "\"m2xClient\"", "\"m2xDevices\"");
	}

	@Test
	void namedClientsKeepQualifiersAndGeneratedCodeHasNoKey() throws Exception {
		process("m2x.api-key=" + KEY, "m2x.base-url=http://localhost/v2", "m2x.clients.plant.api-key=" + KEY);
		assertThat(sources())
			.contains("\"plantM2xClient\"", "\"plantM2xValues\"", "Qualifier\", \"plant\")",
					"setDefaultCandidate(false)")
			.doesNotContain(KEY);
	}

	@Test
	void shortFormOfAStreamCanBeBound() {
		process("m2x.provisioning.enabled=true");
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(M2xProvisioningProperties.StreamProperties.class, "valueOf"))
			.accepts(this.generation.getRuntimeHints());
	}

	@Test
	void propertiesCanBeBound() {
		process("m2x.provisioning.enabled=true");
		List<JavaClass> properties = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.m2x.spring.boot")
			.stream()
			.filter((type) -> type.isRecord() && type.getName().matches(".*Properties(\\$.*)?"))
			.toList();
		assertThat(properties).hasSizeGreaterThan(6);
		Set<Constructor<?>> missing = properties.stream()
			.flatMap((type) -> List.of(type.reflect().getDeclaredConstructors()).stream())
			.filter((constructor) -> !RuntimeHintsPredicates.reflection()
				.onConstructorInvocation(constructor)
				.test(this.generation.getRuntimeHints()))
			.collect(Collectors.toSet());
		assertThat(missing).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
