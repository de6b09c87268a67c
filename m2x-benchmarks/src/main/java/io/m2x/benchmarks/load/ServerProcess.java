package io.m2x.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.m2x.client.M2xClient;

/**
 * A server in a process of its own, as a user runs it.
 *
 * @param name what the table calls it
 * @param process the process
 * @param port the port it listens on
 * @param key its master key
 * @param directory its data directory
 * @param databases what it keeps its data in, if that is another process
 */
record ServerProcess(String name, ChildProcess process, int port, String key, Path directory,
		List<ChildProcess> databases) implements AutoCloseable {

	/** Less than a twentieth of a processor is idle. */
	private static final int IDLE_PART = 20;

	/**
	 * Start a server with an empty data directory.
	 * @param name what the table calls it
	 * @param jar the executable jar
	 * @param jvm options of the JVM
	 * @param workspace stops it at the end
	 * @return the server, once it has answered
	 */
	static ServerProcess start(String name, Path jar, List<String> jvm, Workspace workspace) {
		return start(name, jar, jvm, newKey(), List.of(), Map.of(), workspace);
	}

	/**
	 * Start a server that keeps its data in PostgreSQL.
	 * @param name what the table calls it
	 * @param jar the executable jar
	 * @param jvm options of the JVM
	 * @param key the master key, the same for all servers on a database
	 * @param postgres the database
	 * @param workspace stops it at the end
	 * @return the server, once it has answered
	 */
	static ServerProcess start(String name, Path jar, List<String> jvm, String key, Postgres postgres,
			Workspace workspace) {
		return start(
				name, jar, jvm, key, List.of(postgres.process()), Map.of("M2X_SERVER_DATABASE_URL", postgres.url(),
						"M2X_SERVER_DATABASE_USERNAME", Postgres.USER, "M2X_SERVER_DATABASE_PASSWORD", Postgres.USER),
				workspace);
	}

	private static ServerProcess start(String name, Path jar, List<String> jvm, String key,
			List<ChildProcess> databases, Map<String, String> settings, Workspace workspace) {
		ServerProcess server = workspace.closeLater(launch(name, jar, jvm, key, databases, settings, workspace));
		server.process.await(() -> Http.status(server.port, "/v2/status") == 200);
		return server;
	}

	/**
	 * Start a server, but do not wait for it.
	 */
	static ServerProcess launch(String name, Path jar, List<String> jvm, String key, List<ChildProcess> databases,
			Map<String, String> settings, Workspace workspace) {
		Path directory = workspace.directory();
		Path data = directory.resolve("data");
		int port = ChildProcess.freePort();
		List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
		command.addAll(jvm);
		command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port, "--m2x.server.data-directory=" + data));
		Map<String, String> environment = new HashMap<>(settings);
		environment.put("M2X_SERVER_MASTER_KEY", key);
		return new ServerProcess(name, ChildProcess.start(command, environment, directory.resolve("log")), port, key,
				data, databases);
	}

	static String newKey() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	M2xClient client() {
		return M2xClient.builder().baseUrl("http://127.0.0.1:" + this.port + "/v2").apiKey(this.key).build();
	}

	/**
	 * Wait until the server and its database have had next to nothing to do for a while.
	 * @param window how long
	 */
	void awaitIdle(Duration window) {
		Duration before = Duration.ZERO;
		Duration now = cpu();
		while (now.minus(before).multipliedBy(IDLE_PART).compareTo(window) > 0) {
			ChildProcess.pause(window);
			before = now;
			now = cpu();
		}
	}

	private Duration cpu() {
		return this.databases.stream().map(ChildProcess::cpu).reduce(this.process.cpu(), Duration::plus);
	}

	@Override
	public void close() {
		this.process.close();
	}

	@Override
	public String toString() {
		return "ServerProcess[" + this.name + "]";
	}

}
