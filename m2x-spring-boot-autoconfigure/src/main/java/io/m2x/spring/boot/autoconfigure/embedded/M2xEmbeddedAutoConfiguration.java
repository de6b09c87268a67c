package io.m2x.spring.boot.autoconfigure.embedded;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

import io.m2x.client.M2xClient;
import io.m2x.server.M2xServer;
import io.m2x.server.M2xServerException;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.M2xProperties;
import io.m2x.spring.boot.autoconfigure.http.ShutdownHandlers;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * {@link AutoConfiguration Auto-configuration} for an embedded M2X server, for
 * development and tests without an account.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = M2xAutoConfiguration.class)
@ConditionalOnClass({ M2xServer.class, M2xClient.class })
@ConditionalOnMissingBean({ M2xConnectionDetails.class, M2xClient.class })
@Conditional(OnEmbeddedServerCondition.class)
@EnableConfigurationProperties({ M2xProperties.class, M2xEmbeddedProperties.class })
@Import(ShutdownHandlers.class)
public final class M2xEmbeddedAutoConfiguration {

	private static final Log logger = LogFactory.getLog(M2xEmbeddedAutoConfiguration.class);

	private static final int MAX_PORT = 65535;

	private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	M2xServer m2xServer(M2xProperties properties, M2xEmbeddedProperties embedded, ShutdownHandlers shutdownHandlers,
			ObjectProvider<LoggingSystem> logging) {
		checkUnchangedSinceProcessing(properties, embedded);
		if (embedded.port() < 0 || embedded.port() > MAX_PORT) {
			throw M2xConfigurationErrors.unusableValue("m2x.embedded.port", embedded.port(),
					"a port must be from 0 to 65535, where 0 stands for a free port", "8181");
		}
		M2xServer.Builder builder = M2xServer.builder().port(embedded.port()).dataDirectory(embedded.dataDirectory());
		addAccounts(builder, properties);
		LibraryLogLevels logLevels = new LibraryLogLevels(logging.getIfAvailable());
		M2xServer server = logLevels.callWithRaisedLevels(() -> start(builder));
		shutdownHandlers.add(() -> logLevels.callWithRaisedLevels(() -> {
			server.stop();
			return server;
		}));
		logger.info("Embedded M2X server at " + server.url() + ((embedded.dataDirectory() != null)
				? ", data in " + embedded.dataDirectory() : ", temporary data: lost when the application stops"));
		return server;
	}

	// A named client with its own key and no address gets an account with that key.
	private static void addAccounts(M2xServer.Builder builder, M2xProperties properties) {
		Set<String> keys = new HashSet<>();
		String masterKey = key("m2x", properties.apiKey());
		builder.masterKey(masterKey);
		if (masterKey != null) {
			keys.add(masterKey);
		}
		properties.clients().forEach((name, client) -> {
			String prefix = M2xPropertyChecks.prefix(name);
			if (M2xPropertyChecks.text(prefix + ".base-url", client.baseUrl()) == null) {
				String key = key(prefix, client.apiKey());
				if (key != null && keys.add(key)) {
					builder.account(name, key);
				}
			}
		});
	}

	private static @Nullable String key(String prefix, @Nullable String value) {
		String property = prefix + ".api-key";
		String key = M2xPropertyChecks.text(property, value);
		if (key != null && !KEY.matcher(key).matches()) {
			throw new M2xConfigurationException(
					"The value of '" + property + "', of " + key.length()
							+ " characters, can't be a key of the embedded"
							+ " M2X server: it must consist of 32 lowercase hexadecimal digits (0-9, a-f).",
					"Leave the key empty to generate one at each start:\n"
							+ M2xConfigurationErrors.yaml(property, "\"\"")
							+ "\nOr set a key of this form, generated for example with 'openssl rand -hex 16'. To use another server instead,"
							+ " set its address:\n"
							+ M2xConfigurationErrors.yaml(prefix + ".base-url", "http://localhost:8181/v2"),
					null);
		}
		return key;
	}

	// Conditions are evaluated at processing time and not again at startup.
	private static void checkUnchangedSinceProcessing(M2xProperties properties, M2xEmbeddedProperties embedded) {
		String change = (M2xPropertyChecks.text("m2x.base-url", properties.baseUrl()) != null) ? "'m2x.base-url' is set"
				: !embedded.enabled() ? "'m2x.embedded.enabled' is false" : null;
		if (change != null) {
			throw new M2xConfigurationException(
					"The application was processed ahead of time for an embedded M2X server, but now " + change + ".",
					"""
							Ahead-of-time processing decides whether there is an embedded server. Set the \
							property there too, preferably in application.yml, where it may refer to a variable:

							    m2x:
							      base-url: ${M2X_BASE_URL}
							      api-key: ${M2X_API_KEY}""", null);
		}
	}

	private static M2xServer start(M2xServer.Builder builder) {
		try {
			return builder.start();
		}
		catch (M2xServerException ex) {
			throw new M2xConfigurationException("The embedded M2X server did not start. " + ex.getMessage() + ".", """
					Correct 'm2x.embedded.*' or the keys: 'm2x.api-key' is the master key of the server, and the keys \
					below 'm2x.clients' are those of further accounts. \
					To use another server instead, set 'm2x.base-url':

					    m2x:
					      base-url: http://localhost:8181/v2
					      api-key: ${M2X_API_KEY}""", ex);
		}
	}

	@Bean
	EmbeddedM2xConnectionDetails embeddedM2xConnectionDetails(M2xServer server) {
		return new EmbeddedM2xConnectionDetails(server);
	}

}
