package io.m2x.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * Tells on what and how was measured.
 */
final class Machine {

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

	private Machine() {
	}

	static String describe(Options options) {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return """
				%d × %s, %,d MiB of memory, %s %s
				JDK %s, servers with %s
				%d rounds of %d s each, after %d s to warm up
				""".formatted(system.getAvailableProcessors(), processor(), system.getTotalMemorySize() >> 20,
				System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("java.version"),
				String.join(" ", options.jvm()), options.rounds(), options.round().toSeconds(),
				options.warmUp().toSeconds());
	}

	private static String processor() {
		if (!Files.isReadable(PROCESSORS)) {
			return System.getProperty("os.arch");
		}
		try (Stream<String> lines = Files.lines(PROCESSORS)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
