package io.m2x.spring.boot.docker.compose;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.m2x.server.M2xServer;
import io.m2x.spring.boot.GuideCodeBlocks;
import io.m2x.spring.boot.GuideCodeBlocks.Block;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@code compose.yaml} of the guide.
 */
class ComposeGuideTests {

	private static final String SERVICE = "services.m2x.";

	static List<Block> examples() {
		return GuideCodeBlocks.all().stream().filter(Block::isCompose).toList();
	}

	@Test
	void guideHasComposeFile() {
		assertThat(examples()).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void composeFileHasValidKey(Block block) {
		Map<String, String> settings = block.settings();
		assertThat(settings.get(SERVICE + "image")).matches("(.*/)?m2x-server(:.*)?");
		assertThat(settings).containsEntry(SERVICE + "ports[0]", "8181");
		String environment = SERVICE + "environment.";
		String key = new M2xEnvironment("m2x", settings.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(environment))
			.collect(Collectors.toMap((entry) -> entry.getKey().substring(environment.length()), Map.Entry::getValue)))
			.apiKey();
		try (M2xServer server = M2xServer.builder().masterKey(key).start()) {
			assertThat(server.masterKey()).isEqualTo(key);
		}
	}

}
