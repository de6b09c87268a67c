package io.m2x.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long it takes until a server responds for the first time, with a new data
 * directory: the executable jar from the start of its process, and the embedded server
 * from the call that starts it.
 */
final class Starts implements Program {

	@Override
	public String name() {
		return "starts";
	}

	@Override
	public void run(Run run, Workspace workspace) {
		Options options = run.options();
		Path baseline = options.baseline();
		List<Contender> jars = new ArrayList<>(List.of(jar(Report.THIS, options.server(), options)));
		List<Contender> embedded = new ArrayList<>(
				List.of(embedded(Report.THIS, options.server(), options, workspace)));
		if (baseline != null) {
			jars.add(jar(Servers.BASELINE, baseline, options));
			embedded.add(embedded(Servers.BASELINE, baseline, options, workspace));
		}
		run.report().addTimes("Start of the jar", Rounds.compare(options, jars));
		run.report().addTimes("Start of an embedded server", Rounds.compare(options, embedded));
	}

	private static Contender jar(String name, Path jar, Options options) {
		return new Start(name, () -> {
			try (Workspace workspace = new Workspace()) {
				long begin = System.nanoTime();
				ServerProcess server = workspace.closeLater(ServerProcess.launch(name, jar, options.jvm(),
						ServerProcess.newKey(), List.of(), Map.of(), workspace));
				server.process().await(() -> Http.status(server.port(), "/v2/status") == 200);
				double millis = (System.nanoTime() - begin) / 1e6;
				return figures(millis, server.process().cpu());
			}
		});
	}

	private static Contender embedded(String name, Path jar, Options options, Workspace workspace) {
		Path libraries = workspace.directory();
		ChildProcess
			.start(List.of(ChildProcess.java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force",
					"--destination", libraries.toString()), Map.of(), workspace.directory().resolve("log"))
			.result();
		String classPath = EmbeddedStart.classPath(libraries.resolve(jar.getFileName()));
		List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
		command.addAll(options.jvm());
		command.addAll(List.of("-cp", classPath, EmbeddedStart.class.getName()));
		return new Start(name, () -> {
			try (Workspace round = new Workspace()) {
				return ChildProcess.start(command, Map.of(), round.directory().resolve("log"))
					.result()
					.lines()
					.filter((line) -> line.startsWith(EmbeddedStart.STARTED))
					.map((line) -> line.substring(EmbeddedStart.STARTED.length()).split(" "))
					.map((times) -> figures(Double.parseDouble(times[0]), Duration.ofMillis(Long.parseLong(times[1]))))
					.findFirst()
					.orElseThrow();
			}
		});
	}

	private static Figures figures(double millis, Duration cpu) {
		return new Figures(1000 / millis, millis, millis, cpu.toNanos() / 1e3, 0, 0);
	}

	/**
	 * One start is a round, whatever its duration.
	 *
	 * @param name what the table calls it
	 * @param start starts and stops a server
	 */
	private record Start(String name, Supplier<Figures> start) implements Contender {

		@Override
		public Figures round(Duration duration) {
			return this.start.get();
		}

	}

}
