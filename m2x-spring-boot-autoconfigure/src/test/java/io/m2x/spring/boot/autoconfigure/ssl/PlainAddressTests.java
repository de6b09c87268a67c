package io.m2x.spring.boot.autoconfigure.ssl;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xClientBuilderCustomizer;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.TestAuthority;
import io.m2x.spring.boot.TestContexts;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.embedded.M2xEmbeddedAutoConfiguration;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an SSL bundle with a plain address, for each origin of the address and for
 * default and named clients.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlainAddressTests {

	private static final String PLANT_KEY = "m2x.clients.plant.api-key=fedcba9876543210fedcba9876543210";

	private static final SslBundle BUNDLE = SslBundle
		.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(new TestAuthority("private").pem())));

	private static ApplicationContextRunner of(String baseUrl, String... properties) {
		return TestContexts.of(baseUrl, properties)
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", BUNDLE));
	}

	private static M2xConnectionDetails details(M2xAddressOrigin origin) {
		return new M2xConnectionDetails() {

			@Override
			public String getBaseUrl() {
				return "http://server:8181/v2";
			}

			@Override
			public String getApiKey() {
				return TestContexts.KEY;
			}

			@Override
			public M2xAddressOrigin getAddressOrigin() {
				return origin;
			}

		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "m2x.clients.plant.http.ssl.bundle", "m2x.http.ssl.bundle" })
	void namedClientWithOwnPlainAddressFailsStart(String property) {
		of("https://localhost/v2", PLANT_KEY, "m2x.clients.plant.base-url=http://plant/v2", property + "=internal")
			.run((context) -> {
				M2xConfigurationException exception = TestContexts.configurationException(context.getStartupFailure());
				assertThat(exception)
					.hasMessage("The property '" + property + "' names the SSL bundle 'internal' for the M2X client"
							+ " 'plant', but the address of M2X, 'http://plant/v2', does not begin with https://:"
							+ " the API key would be sent unencrypted.");
				assertThat(exception.action())
					.contains("      clients:\n        plant:\n          base-url: https://m2x.example.com/v2")
					.contains("          http:\n            ssl:\n              bundle: \"\"");
			});
	}

	@Test
	void suggestedPropertiesWork() {
		of("https://localhost/v2", PLANT_KEY, "m2x.clients.plant.base-url=http://plant/v2",
				"m2x.http.ssl.bundle=internal", "m2x.clients.plant.http.ssl.bundle=")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void namedClientWithSharedPlainAddressFailsStart() {
		of("http://shared/v2", "m2x.api-key=", PLANT_KEY, "m2x.clients.plant.http.ssl.bundle=internal")
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()).action())
				.contains("    m2x:\n      base-url: https://m2x.example.com/v2"));
	}

	@ParameterizedTest
	@EnumSource
	void reactionDependsOnOriginOfAddress(M2xAddressOrigin origin, CapturedOutput output) {
		for (String property : new String[] { "m2x.http.ssl.bundle", "m2x.clients.plant.http.ssl.bundle" }) {
			of("https://production/v2", PLANT_KEY, property + "=internal")
				.withBean(M2xConnectionDetails.class, () -> details(origin))
				.run((context) -> {
					String client = property.contains("plant") ? "plant" : "default";
					String notUsed = "The SSL bundle 'internal' of '" + property + "' is not used by the M2X client '"
							+ client + "'";
					switch (origin) {
						case PROPERTY,
								DEFAULT ->
							assertThat(TestContexts.configurationException(context.getStartupFailure()))
								.hasMessageContaining("for the M2X client '" + client + "'")
								.hasMessageContaining("unencrypted");
						case EMBEDDED -> {
							assertThat(context).hasNotFailed();
							assertThat(output).contains(notUsed + ": the embedded server does not use TLS");
						}
						case CONTAINER -> {
							assertThat(context).hasNotFailed();
							assertThat(output).contains(notUsed + ": the container does not use TLS");
						}
						case APPLICATION -> {
							assertThat(context).hasNotFailed();
							assertThat(output).containsPattern(" WARN .*" + notUsed)
								.contains("and the API key is sent unencrypted");
						}
					}
				});
		}
	}

	@Test
	void namedClientsUseEmbeddedServerWithoutTls(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(M2xEmbeddedAutoConfiguration.class, M2xAutoConfiguration.class))
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", BUNDLE))
			.withPropertyValues(PLANT_KEY, "m2x.http.ssl.bundle=internal")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("by the M2X client 'default': the embedded server does not use TLS")
			.contains("by the M2X client 'plant': the embedded server does not use TLS");
	}

	@Test
	void customizerCannotReplaceTlsByPlainHttp() {
		of("https://localhost/v2", PLANT_KEY, "m2x.http.ssl.bundle=internal")
			.withBean(M2xClientBuilderCustomizer.class, () -> (builder) -> {
				if (builder.name().equals("plant")) {
					builder.baseUrl("http://plant/v2");
				}
			})
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageContaining("for the M2X client 'plant'")
				.hasMessageContaining("unencrypted"));
	}

	@ParameterizedTest
	@CsvSource({ "m2x.clients.plant.http.ssl.bundle, plant", "m2x.http.ssl.bundle, default" })
	void unreadableBundleNamesClientAndProperty(String property, String client, @TempDir Path folder) {
		TestContexts
			.of("https://localhost/v2", PLANT_KEY, property + "=broken",
					"spring.ssl.bundle.pem.broken.truststore.certificate=file:" + folder.resolve("none.pem"))
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageStartingWith("The SSL bundle 'broken', which the property '" + property
						+ "' names, can't be used" + " by the M2X client '" + client + "': ")
				.hasMessageContaining("none.pem"));
	}

	@Test
	void unknownBundleNamesClientAndProperty() {
		of("https://localhost/v2", PLANT_KEY, "m2x.clients.plant.http.ssl.bundle=wrong")
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessage("The property 'm2x.clients.plant.http.ssl.bundle' names the SSL bundle 'wrong' for the M2X"
						+ " client 'plant', which does not exist; there are: 'internal'."));
	}

}
