package io.m2x.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The header in which every response names the version of the API.
 *
 * @since 0.1.0
 */
public final class ServerVersion {

	/** The name of the header. */
	public static final String HEADER = "X-M2X-VERSION";

	/** The value of the header. */
	public static final String VALUE = "v2." + projectVersion();

	private ServerVersion() {
	}

	private static String projectVersion() {
		try {
			Properties properties = PropertiesLoaderUtils
				.loadProperties(new ClassPathResource("/io/m2x/server/version.properties", ServerVersion.class));
			return properties.getProperty("version");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
