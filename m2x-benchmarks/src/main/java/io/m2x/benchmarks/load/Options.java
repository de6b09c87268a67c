package io.m2x.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import io.m2x.server.M2xServer;

/**
 * What a run is asked to do.
 *
 * @param server the executable jar of this build
 * @param baseline the executable jar of an older build to compare with, if any
 * @param baselineValues how many values a stream of the older build gets at most, as it
 * may take long to write them
 * @param postgres the directory of PostgreSQL's programs, if there is one
 * @param influx the program of InfluxDB, if there is one
 * @param only the names of the programs to run; none for all
 * @param rounds how often each is measured
 * @param round how long each is measured
 * @param warmUp how long each is warmed up
 * @param values how many values the streams have that are read
 * @param devices how many devices are listed and searched
 * @param settle how long a server must have been idle before it is read, so that what it
 * does after writes is over
 * @param jvm options of the JVMs of the servers
 */
record Options(Path server, @Nullable Path baseline, int baselineValues, @Nullable Path postgres, @Nullable Path influx,
		Set<String> only, int rounds, Duration round, Duration warmUp, List<Integer> values, int devices,
		Duration settle, List<String> jvm) {

	/** Where Debian's package puts them, version by version. */
	private static final Path POSTGRES_PACKAGES = Path.of("/usr/lib/postgresql");

	private static final int BRIEF = 5;

	/** Stands for what is installed but not to be used. */
	private static final String NONE = "none";

	private static final Set<String> NAMES = Set.of("server", "baseline", "baseline-values", "postgres", "influx",
			"only", "rounds", "seconds", "warm-up", "values", "devices", "settle", "jvm");

	/**
	 * Read the arguments.
	 * @param args such as {@code --rounds=5}
	 * @return the options
	 */
	static Options parse(String... args) {
		SimpleCommandLinePropertySource source = new SimpleCommandLinePropertySource(args);
		for (String name : source.getPropertyNames()) {
			Assert.isTrue(NAMES.contains(name), () -> "There is no option --" + name + "; there are " + NAMES);
		}
		return new Options(path(source, "server", () -> Optional.of(builtJar())).orElseThrow(),
				path(source, "baseline", Optional::empty).orElse(null), number(source, "baseline-values", 1_000_000),
				path(source, "postgres", Options::installedPostgres).orElse(null),
				path(source, "influx", () -> onPath("influxd")).orElse(null), Set.copyOf(list(source, "only", "", ",")),
				number(source, "rounds", 5), Duration.ofSeconds(number(source, "seconds", 10)),
				Duration.ofSeconds(number(source, "warm-up", 20)),
				list(source, "values", "100000,1000000,10000000", ",").stream().map(Integer::valueOf).toList(),
				number(source, "devices", 10_000), Duration.ofSeconds(number(source, "settle", 30)),
				list(source, "jvm", "-Xmx256m", " "));
	}

	/**
	 * Return what is enough for many single requests that take some time each.
	 * @return the same options with a fifth of each round and half of the warm-up
	 */
	Options brief() {
		return new Options(this.server, this.baseline, this.baselineValues, this.postgres, this.influx, this.only,
				this.rounds, this.round.dividedBy(BRIEF), this.warmUp.dividedBy(2), this.values, this.devices,
				this.settle, this.jvm);
	}

	/**
	 * Return the directory of PostgreSQL's programs where there must be one.
	 * @return the directory
	 */
	Path requiredPostgres() {
		return Objects.requireNonNull(this.postgres);
	}

	private static Optional<Path> path(SimpleCommandLinePropertySource source, String name,
			Supplier<Optional<Path>> preset) {
		String text = source.getProperty(name);
		if (text == null || NONE.equals(text)) {
			return (text != null) ? Optional.empty() : preset.get();
		}
		Path path = Path.of(text).toAbsolutePath();
		Assert.isTrue(Files.exists(path), () -> "There is no " + path);
		return Optional.of(path);
	}

	private static int number(SimpleCommandLinePropertySource source, String name, int preset) {
		String text = source.getProperty(name);
		return (text != null) ? Integer.parseInt(text) : preset;
	}

	private static List<String> list(SimpleCommandLinePropertySource source, String name, String preset,
			String separator) {
		String text = source.getProperty(name);
		return Stream.of(((text != null) ? text : preset).split(separator)).filter(StringUtils::hasText).toList();
	}

	private static Path builtJar() {
		try {
			Path classes = Path.of(M2xServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return first(classes.resolveSibling("."), "*-exec.jar")
				.orElseThrow(() -> new IllegalArgumentException("The executable jar of the server is not built"));
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Optional<Path> installedPostgres() {
		return Files.isDirectory(POSTGRES_PACKAGES) ? first(POSTGRES_PACKAGES, "*").map((it) -> it.resolve("bin"))
				: Optional.empty();
	}

	private static Optional<Path> onPath(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static Optional<Path> first(Path directory, String pattern) {
		try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
			return StreamSupport.stream(found.spliterator(), false).sorted().findFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
