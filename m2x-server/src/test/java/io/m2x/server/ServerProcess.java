package io.m2x.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A server in a process of its own, which a test can kill.
 */
public final class ServerProcess implements AutoCloseable {

	private final Process process;

	private final Api api;

	private ServerProcess(Process process, Api api) {
		this.process = process;
		this.api = api;
	}

	public static ServerProcess start(Path directory, String masterKey) throws IOException {
		return start(directory, masterKey, (builder) -> {
		});
	}

	public static ServerProcess start(Path directory, String masterKey, Consumer<ProcessBuilder> customizer)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), "-Xmx256m", "-XX:TieredStopAtLevel=1",
				Main.class.getName(), directory.toString(), masterKey)
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		customizer.accept(builder);
		Process process = builder.start();
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith("http://")) {
				return new ServerProcess(process, new Api(line, masterKey));
			}
		}
		throw new IllegalStateException("The server ended with status " + process.onExit().join().exitValue());
	}

	public Api api() {
		return this.api;
	}

	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

	/**
	 * What runs in the other process.
	 */
	public static final class Main {

		private Main() {
		}

		public static void main(String[] args) throws InterruptedException {
			M2xServer server = M2xServer.builder().dataDirectory(Path.of(args[0])).masterKey(args[1]).start();
			System.out.println(server.url());
			Thread.currentThread().join();
		}

	}

}
