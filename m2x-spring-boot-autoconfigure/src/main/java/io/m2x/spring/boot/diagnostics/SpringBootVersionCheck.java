package io.m2x.spring.boot.diagnostics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Says that Spring Boot is too old, before something of it is missed. Uses only what
 * older versions have too, and listens to the first event whose failures are explained.
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
							Use a newer Spring Boot, in Maven by the parent, or by the import of spring-boot-dependencies:

							    <parent>
							      <groupId>org.springframework.boot</groupId>
							      <artifactId>spring-boot-starter-parent</artifactId>
							      <version>%s.0</version>
							    </parent>

							If that is there, look for another dependency management that wins, such as by \
							'mvn dependency:tree'. Which versions go together is in the guide, in "With Spring Boot"."""
						.formatted(needed),
					null);
		}
	}

}
