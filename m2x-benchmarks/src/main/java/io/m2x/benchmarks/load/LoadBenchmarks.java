package io.m2x.benchmarks.load;

import java.util.List;

import org.springframework.util.Assert;

/**
 * Runs the load programs of the server and prints one table. The options are those of
 * {@code Options}, such as {@code --baseline=/path/to/older-exec.jar} and
 * {@code --only=single,bulk}.
 */
public final class LoadBenchmarks {

	private static final List<Program> PROGRAMS = List.of(new SingleWrites(), new BulkWrites(), new Reads(),
			new Searches(), new Starts(), new TwoServers());

	private LoadBenchmarks() {
	}

	/**
	 * Run the programs.
	 * @param args the options
	 * @throws Exception if a program fails
	 */
	public static void main(String[] args) throws Exception {
		Options options = Options.parse(args);
		List<String> names = PROGRAMS.stream().map(Program::name).toList();
		Assert.isTrue(names.containsAll(options.only()), () -> "--only takes some of " + names);
		Report report = new Report();
		System.out.println(Machine.describe(options));
		try (LoadGenerator generator = new LoadGenerator()) {
			Run run = new Run(options, generator, report);
			for (Program program : PROGRAMS) {
				if (options.only().isEmpty() || options.only().contains(program.name())) {
					try (Workspace workspace = new Workspace()) {
						program.run(run, workspace);
					}
				}
			}
		}
		System.out.println();
		System.out.println(report.table());
	}

}
