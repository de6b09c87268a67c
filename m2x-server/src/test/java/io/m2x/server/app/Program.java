package io.m2x.server.app;

import java.nio.file.Path;

import org.springframework.context.ConfigurableApplicationContext;

import io.m2x.server.Api;

/**
 * Starts the program for tests, on a free port.
 */
final class Program {

	private Program() {
	}

	static ConfigurableApplicationContext run(Path directory, String... args) {
		String[] all = new String[args.length + 2];
		all[0] = "--server.port=0";
		all[1] = "--m2x.server.data-directory=" + directory.resolve("data");
		System.arraycopy(args, 0, all, 2, args.length);
		return M2xServerApplication.application().run(all);
	}

	static Api api(ConfigurableApplicationContext context, String key) {
		return new Api("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/v2", key);
	}

}
