package io.m2x.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that is measured, with what it writes in a file.
 */
final class ChildProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final Duration INTERVAL = Duration.ofMillis(5);

	private final Process process;

	private final Path log;

	private ChildProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	static ChildProcess start(List<String> command, Map<String, String> environment, Path log) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		try {
			return new ChildProcess(builder.start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Find the program that runs this one.
	 * @return the path of {@code java}
	 */
	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until something works.
	 * @param attempt returns whether it does, or fails
	 */
	void await(Callable<Boolean> attempt) {
		long begin = System.nanoTime();
		while (!succeeds(attempt)) {
			if (!this.process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
				throw new IllegalStateException("It did not start: " + output());
			}
			pause(INTERVAL);
		}
	}

	private static boolean succeeds(Callable<Boolean> attempt) {
		try {
			return attempt.call();
		}
		catch (Exception ex) {
			return false;
		}
	}

	static void pause(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait until the process ends by itself.
	 * @return what it wrote
	 */
	String result() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || this.process.exitValue() != 0) {
				throw new IllegalStateException("It failed: " + output());
			}
			return output();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the CPU time of the process and of all that it started.
	 * @return the time since it was started
	 */
	Duration cpu() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.flatMap((handle) -> handle.info().totalCpuDuration().stream())
			.reduce(Duration.ZERO, Duration::plus);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.process.destroyForcibly();
		}
	}

}
