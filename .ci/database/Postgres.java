import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL with its defaults, run by an ordinary user.
 */
final class Postgres implements AutoCloseable {

	private final Path programs;

	private final Path directory;

	private final int port;

	private boolean closed;

	Postgres(Path programs, Path directory) throws IOException {
		this.programs = programs;
		this.directory = directory;
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		run("initdb", "-D", data(), "-U", "m2x", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
		start();
		sql("postgres", "CREATE DATABASE m2x");
	}

	private String data() {
		return this.directory.resolve("postgres").toString();
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/m2x?user=m2x";
	}

	void start() {
		run("pg_ctl", "-D", data(), "-w", "-l", this.directory.resolve("postgres.log").toString(), "-o",
				"-p " + this.port + " -h 127.0.0.1 -k " + this.directory, "start");
	}

	/** Stops it; immediately is like a crash. */
	void stop(String mode) {
		run("pg_ctl", "-D", data(), "-w", "-m", mode, "stop");
	}

	void killConnections() {
		sql("m2x", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'm2x' AND pid <> pg_backend_pid()");
	}

	private void sql(String database, String sql) {
		run("psql", "-q", "-h", "127.0.0.1", "-p", Integer.toString(this.port), "-U", "m2x", "-d", database, "-c", sql);
	}

	private void run(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			command.addAll(List.of("runuser", "-u", "postgres", "--"));
		}
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).directory(this.directory.toFile())
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.directory.resolve("programs.log").toFile()))
				.redirectErrorStream(true)
				.start();
			Failure.unless(process.waitFor() == 0, program + " failed, see " + this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** May be called more than once. */
	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			stop("immediate");
		}
	}

}
