package io.m2x.spring.boot.autoconfigure.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Raises the log levels of the libraries of the embedded server while it starts or stops,
 * so that it logs a single line. Levels are restored afterwards because the application
 * may use the same libraries. Nothing changes for a logger with a configured level, or if
 * the root level is not INFO.
 */
final class LibraryLogLevels {

	private static final Map<String, LogLevel> LEVELS = Map.of("com.zaxxer.hikari", LogLevel.WARN,
			"com.github.kagkarlsson.scheduler", LogLevel.WARN, "org.flywaydb", LogLevel.WARN);

	private final @Nullable LoggingSystem logging;

	/**
	 * Create the levels.
	 * @param logging the logging system of the application, or {@code null} if Spring
	 * Boot does not manage it
	 */
	LibraryLogLevels(@Nullable LoggingSystem logging) {
		this.logging = logging;
	}

	<T> T callWithRaisedLevels(Supplier<T> action) {
		LoggingSystem system = this.logging;
		if (system == null) {
			return action.get();
		}
		List<String> raised = new ArrayList<>();
		LEVELS.keySet().stream().filter((logger) -> hasDefaultLevel(system, logger)).forEach(raised::add);
		raised.forEach((logger) -> system.setLogLevel(logger, LEVELS.get(logger)));
		try {
			return action.get();
		}
		finally {
			raised.forEach((logger) -> system.setLogLevel(logger, null));
		}
	}

	private static boolean hasDefaultLevel(LoggingSystem system, String logger) {
		for (String name = logger; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
			@Nullable LoggerConfiguration configuration = system.getLoggerConfiguration(name);
			if (configuration != null && configuration.getConfiguredLevel() != null) {
				return false;
			}
		}
		@Nullable LoggerConfiguration root = system.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME);
		return root != null && root.getEffectiveLevel() == LogLevel.INFO;
	}

}
