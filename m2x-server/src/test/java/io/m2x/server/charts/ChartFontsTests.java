package io.m2x.server.charts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerProcess;

import static org.assertj.core.api.Assertions.assertThat;

class ChartFontsTests {

	private static final String MASTER_KEY = "0123456789abcdef0123456789abcdef";

	@Test
	@EnabledOnOs(OS.LINUX)
	void serverWithoutFontsDoesEverythingElse(@TempDir Path directory) throws Exception {
		Path noFonts = Files.writeString(directory.resolve("fonts.conf"), "<fontconfig></fontconfig>");
		// A home of its own, where no run before has left a list of fonts.
		Map<String, String> environment = Map.of("FONTCONFIG_FILE", noFonts.toString(), "JAVA_TOOL_OPTIONS",
				"-Duser.home=" + directory);
		try (ServerProcess process = ServerProcess.start(directory.resolve("data"), MASTER_KEY,
				(builder) -> builder.environment().putAll(environment))) {
			Api api = process.api();
			String device = api.deviceWithStreams("t").substring("/devices/".length());
			String chart = "/charts/"
					+ api.post("/charts", Json.of("{'name':'C','series':[{'device':'%s','stream':'t'}]}", device))
						.at("/id")
						.asString();
			for (String image : new String[] { ".png", ".svg", ".png" }) {
				Api.Response response = api.get(chart + image);
				assertThat(response.status()).isEqualTo(503);
				assertThat(response.at("/message").asString()).isEqualTo("Charts Not Available");
				assertThat(response.at("/description").asString()).contains("fonts");
			}
			assertThat(api.get(chart).status()).isEqualTo(200);
		}
	}

}
