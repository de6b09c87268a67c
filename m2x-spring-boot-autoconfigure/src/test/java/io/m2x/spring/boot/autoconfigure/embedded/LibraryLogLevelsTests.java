package io.m2x.spring.boot.autoconfigure.embedded;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LibraryLogLevelsTests {

	private static final String LIBRARIES = ".*(zaxxer|hikari|flyway|kagkarlsson).*";

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.reactor.netty.shutdown-quiet-period=0s");
		return application.run(all.toArray(String[]::new));
	}

	@Test
	void serverLogsOneLine(CapturedOutput output) {
		start().close();
		assertThat(output.getAll().lines()).noneMatch((line) -> line.matches(LIBRARIES))
			.filteredOn((line) -> line.contains("M2X server"))
			.singleElement()
			.asString()
			.contains("INFO", "Embedded M2X server at http://127.0.0.1:");
	}

	@Test
	void warningsAndOtherUsesOfLibrariesAreLogged(CapturedOutput output) {
		start().close();
		LoggerFactory.getLogger("com.zaxxer.hikari.pool.HikariPool").warn("something is wrong");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:sqlite::memory:");
		config.setPoolName("own");
		try (HikariDataSource own = new HikariDataSource(config)) {
			assertThat(own.isRunning()).isTrue();
		}
		assertThat(output).contains("something is wrong").contains("own - Start completed").contains("own - Shutdown");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--logging.level.com.zaxxer.hikari=info", "--logging.level.com.zaxxer=debug",
			"--logging.level.root=debug" })
	void userLevelsAreKept(String level, CapturedOutput output) {
		start(level).close();
		assertThat(output).contains("m2x-server-writer - Start completed")
			.contains("m2x-server-writer - Shutdown completed");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
