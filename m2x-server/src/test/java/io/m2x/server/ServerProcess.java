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
		return start(directory, masterKey, TestServers.urlOrNull(directory), (builder) -> {
		});
	}

	public static ServerProcess start(Path directory, String masterKey, Consumer<ProcessBuilder> customizer)
			throws IOException {
		return start(directory, masterKey, TestServers.urlOrNull(directory), customizer);
	}

	/**
	 * Start a server whose data are in files, whatever the other tests run on.
	 */
	public static ServerProcess startOnFiles(Path directory, String masterKey) throws IOException {
		return start(directory, masterKey, null, (builder) -> {
		});
	}

	/**
	 * Start a server whose data are in a database in PostgreSQL.
	 */
	public static ServerProcess startOn(String url, Path directory, String masterKey) throws IOException {
		return start(directory, masterKey, url, (builder) -> {
		});
	}

	private static ServerProcess start(Path directory, String masterKey, String url,
			Consumer<ProcessBuilder> customizer) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				Main.class.getName(), directory.toString(), masterKey)
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		if (url != null) {
			builder.command().add(url);
		}
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
			M2xServer.Builder builder = (args.length > 2) ? M2xServer.builder().database(args[2], null, null)
					: M2xServer.builder().dataDirectory(Path.of(args[0]));
			M2xServer server = builder.masterKey(args[1]).start();
			System.out.println(server.url());
			Thread.currentThread().join();
		}

	}

}
