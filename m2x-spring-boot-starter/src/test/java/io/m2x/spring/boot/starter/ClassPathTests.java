package io.m2x.spring.boot.starter;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base class for tests of an application on a class path created by Maven. Each subclass
 * runs in its own process and fails on an unexpected class path.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ClassPathTests {

	// Features of the starter itself.
	private final Set<ClassPathFeature> features = EnumSet.of(ClassPathFeature.ACTUATOR, ClassPathFeature.HEALTH,
			ClassPathFeature.MICROMETER, ClassPathFeature.METRICS_MODULE, ClassPathFeature.WEB_CLIENT_MODULE,
			ClassPathFeature.HTTP_CLIENT_MODULE);

	final StubM2x m2x = StubM2x.start();

	final void with(ClassPathFeature... features) {
		this.features.addAll(Set.of(features));
	}

	final void without(ClassPathFeature... features) {
		this.features.removeAll(Set.of(features));
	}

	@BeforeAll
	void classPathIsAsExpected() {
		assertThat(ClassPathFeature.onClassPath()).isEqualTo(this.features);
	}

	@AfterAll
	void stopStub() {
		this.m2x.close();
	}

	@Test
	void noJarHasTwoVersions() {
		Map<String, String> versions = new HashMap<>();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			// A local repository has folders <artifact>/<version>.
			File version = new File(element).getAbsoluteFile().getParentFile();
			String artifact = version.getParentFile().getName();
			if (element.endsWith(".jar") && new File(element).getName().startsWith(artifact)) {
				assertThat(versions.put(artifact, version.getName())).as(artifact).isIn(null, version.getName());
			}
		}
		assertThat(versions).containsKey("spring-core").containsKey("reactor-netty-http");
	}

	/**
	 * Start an application like {@code main}, with unchanged auto-configuration. It must
	 * not log a warning about M2X.
	 * @param source a configuration or controller of the application
	 * @param arguments additional properties
	 * @return the running application
	 */
	final ConfigurableApplicationContext start(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplication(Application.class, source);
		application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "logging.level.root", "warn",
				"server.port", "0", "management.endpoint.health.show-details", "always", "m2x.base-url", this.m2x.url(),
				"m2x.api-key", StubM2x.KEY));
		PrintStream out = System.out;
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		try (PrintStream copy = new PrintStream(log, true, StandardCharsets.UTF_8)) {
			System.setOut(copy);
			ConfigurableApplicationContext context = application.run(arguments);
			assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("m2x");
			return context;
		}
		finally {
			System.setOut(out);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
