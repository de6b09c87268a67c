package io.m2x.spring.boot.diagnostics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Fails if Spring Boot is too old, before a missing class does. It uses only types that
 * older versions have too. It listens to the first event whose failures are analyzed.
 */
class SpringBootVersionCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\..*");

	private static final int MAJOR = 4;

	private static final int MINOR = 1;

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		check(SpringBootVersion.getVersion());
	}

	static void check(@Nullable String version) {
		Matcher parts = VERSION.matcher((version != null) ? version : "");
		if (!parts.matches()) {
			return;
		}
		int major = Integer.parseInt(parts.group(1));
		if (major < MAJOR || (major == MAJOR && Integer.parseInt(parts.group(2)) < MINOR)) {
			String needed = MAJOR + "." + MINOR;
			throw new M2xConfigurationException(
					"M2X for Spring Boot needs Spring Boot " + needed + " or newer, but the class path has Spring Boot "
							+ version + ".",
					"""
							Use a newer Spring Boot. In Maven, set the parent or import spring-boot-dependencies:

							    <parent>
							      <groupId>org.springframework.boot</groupId>
							      <artifactId>spring-boot-starter-parent</artifactId>
							      <version>%s.0</version>
							    </parent>

							If it is set already, another dependency management overrides it. Find it with \
							'mvn dependency:tree'. The guide lists the supported versions in "With Spring Boot"."""
						.formatted(needed),
					null);
		}
	}

}
