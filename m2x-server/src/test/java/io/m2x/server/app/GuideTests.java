package io.m2x.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.context.ConfigurableApplicationContext;

import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the server starts with each block of YAML about it that the guide shows, and knows
 * all settings there.
 */
class GuideTests {

	private static final Pattern BLOCK = Pattern.compile("\\[source,\\s*ya?ml[^]]*]\\n(-{4,})\\n(.*?\\n)\\1\\n",
			Pattern.DOTALL);

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

	@TempDir
	private Path folder;

	static List<String> blocks() throws IOException {
		List<String> blocks = new ArrayList<>();
		try (var pages = Files.list(Path.of("../docs/guide"))) {
			for (Path page : pages.filter((file) -> file.toString().endsWith(".adoc")).sorted().toList()) {
				BLOCK.matcher(Files.readString(page))
					.results()
					.map((block) -> block.group(2))
					.filter((yaml) -> yaml.matches("(?s)(.*\\n)?(m2x\\.server|m2x:\\n  server|server)\\b.*"))
					.forEach(blocks::add);
			}
		}
		return blocks;
	}

	@Test
	void thereAreSome() throws IOException {
		assertThat(blocks()).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void serverStarts(String yaml) throws IOException {
		Map<String, String> variables = new HashMap<>();
		Matcher matcher = VARIABLE.matcher(yaml);
		while (matcher.find()) {
			variables.put(matcher.group(1), String.format("%032x", variables.size() + 1));
		}
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--spring.config.location=file:" + Files.writeString(this.folder.resolve("application.yml"), yaml)));
		if (yaml.contains("jdbc:postgresql:")) {
			arguments.add("--m2x.server.database.url=" + TestServers.postgresUrl());
			arguments.add("--m2x.server.database.username=postgres");
		}
		else {
			arguments.add("--m2x.server.data-directory=" + this.folder.resolve("data"));
		}
		variables.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		try (ConfigurableApplicationContext context = M2xServerApplication.application()
			.run(arguments.toArray(String[]::new))) {
			assertThat(context.isRunning()).isTrue();
			assertThat(Binder.get(context.getEnvironment(), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
				.bind("m2x.server", M2xServerProperties.class)
				.isBound()).isTrue();
		}
	}

}
