import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The executable jar, in a process of its own.
 */
final class Server implements AutoCloseable {

	private final String jar;

	private final Path log;

	private final List<String> settings;

	private final int port;

	private final Api api;

	private Process process;

	Server(String jar, Path log, List<String> settings) {
		this.jar = jar;
		this.log = log;
		this.settings = settings;
		this.port = freePort();
		this.api = new Api(this.port, Proof.KEY);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Api api() {
		return this.api;
	}

	long pid() {
		return this.process.pid();
	}

	void start() {
		launch();
		Proof.await("the server to start", 90, () -> {
			Failure.unless(this.process.isAlive(), "the server ended, see its log");
			return this.api.status("/v2/status") == 200;
		});
	}

	private void launch() {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", this.jar, "--server.port=" + this.port));
		command.addAll(this.settings);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
			.redirectInput(new File("/dev/null"));
		builder.environment().put("M2X_SERVER_MASTER_KEY", Proof.KEY);
		try {
			Process started = builder.start();
			Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
			this.process = started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts unless something is in its way, and returns whether it did. */
	boolean tryToStart() {
		launch();
		Proof.await("the server to start or to give up", 120,
				() -> !this.process.isAlive() || this.api.status("/v2/status") == 200);
		return this.process.isAlive();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	String text() {
		try {
			return Files.exists(this.log) ? Files.readString(this.log) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		if (this.process != null) {
			kill();
		}
		Failure.unless(!text().contains(Proof.KEY), "the key is in " + this.log);
	}

}
