package io.m2x.server.app;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import io.m2x.server.Api;
import io.m2x.server.http.AbstractCompletenessTests;
import io.m2x.server.http.AbstractErrorResponseTests;
import io.m2x.server.http.AbstractFramingTests;

class ProgramHttpTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start(@TempDir Path directory) {
		context = M2xServerApplication.application()
			.run("--server.port=0", "--m2x.server.data-directory=" + directory.resolve("data"),
					"--m2x.server.master-key=" + KEY);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	private Api programApi() {
		return new Api("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/v2", KEY);
	}

	@Nested
	class Completeness extends AbstractCompletenessTests {

		@Override
		protected Api api() {
			return programApi();
		}

	}

	@Nested
	class Framing extends AbstractFramingTests {

		@Override
		protected Api api() {
			return programApi();
		}

	}

	@Nested
	class ErrorResponse extends AbstractErrorResponseTests {

		@Override
		protected Api api() {
			return programApi();
		}

	}

}
