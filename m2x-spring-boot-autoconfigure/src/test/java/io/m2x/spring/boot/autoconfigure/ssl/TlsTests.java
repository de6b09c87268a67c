package io.m2x.spring.boot.autoconfigure.ssl;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.platform.PlatformStatus;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.TestAuthority;
import io.m2x.spring.boot.TestContexts;
import io.m2x.spring.boot.TlsServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TlsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final TestAuthority authority = new TestAuthority("private");

	private static SslBundle trusting(TestAuthority authority) {
		return SslBundle.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(authority.pem())));
	}

	private static M2xConnectionDetails details(String url, SslBundle bundle) {
		return new M2xConnectionDetails() {

			@Override
			public String getBaseUrl() {
				return url;
			}

			@Override
			public String getApiKey() {
				return TestContexts.KEY;
			}

			@Override
			public SslBundle getSslBundle() {
				return bundle;
			}

		};
	}

	@Test
	void privateAuthorityIsTrustedWithBundleOnly() {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("internal", trusting(this.authority));
		try (TlsServer server = TlsServer.responding(this.authority.server("localhost"))) {
			TestContexts.of(server.url(), "m2x.http.ssl.bundle=internal")
				.withBean(SslBundles.class, () -> bundles)
				.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
			TestContexts.of(server.url())
				.run((context) -> assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> context.getBean(M2xPlatform.class).status().block(LIMIT))
					.withMessageContaining("no secure connection"));
		}
	}

	@Test
	void certificateOfAnotherHostIsRefused() {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("internal", trusting(this.authority));
		try (TlsServer server = TlsServer.responding(this.authority.server("elsewhere.example.com"))) {
			TestContexts.of(server.url(), "m2x.http.ssl.bundle=internal")
				.withBean(SslBundles.class, () -> bundles)
				.run((context) -> assertThatExceptionOfType(M2xTransportException.class)
					.isThrownBy(() -> context.getBean(M2xPlatform.class).status().block(LIMIT))
					.withMessageContaining("no secure connection"));
		}
	}

	@Test
	void bundleOfConnectionDetailsOverridesProperty() {
		SslBundle other = trusting(new TestAuthority("other"));
		try (TlsServer server = TlsServer.responding(this.authority.server("localhost"))) {
			TestContexts.of("http://ignored/v2", "m2x.http.ssl.bundle=other")
				.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("other", other))
				.withBean(M2xConnectionDetails.class, () -> details(server.url(), trusting(this.authority)))
				.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
		}
	}

	@Test
	void bundlePropertyAppliesToConnectionDetailsWithoutBundle() {
		try (TlsServer server = TlsServer.responding(this.authority.server("localhost"))) {
			TestContexts.of("http://ignored/v2", "m2x.http.ssl.bundle=internal")
				.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", trusting(this.authority)))
				.withBean(M2xConnectionDetails.class, () -> details(server.url(), null))
				.run((context) -> assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull());
		}
	}

	@Test
	void bundlePropertyIsIgnoredForPlainConnectionDetails() {
		TestContexts.of("https://production/v2", "m2x.http.ssl.bundle=internal")
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", trusting(this.authority)))
			.withBean(M2xConnectionDetails.class, () -> details("http://container:8181/v2", null))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void unknownBundleListsExistingBundles() {
		TestContexts.of("https://localhost/v2", "m2x.http.ssl.bundle=wrong")
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", trusting(this.authority)))
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessage("The property 'm2x.http.ssl.bundle' names the SSL bundle 'wrong' for the M2X client "
						+ "'default', which does not exist; there are: 'internal'.")
				.satisfies((ex) -> assertThat(ex.action())
					.contains("            wrong:\n              reload-on-update: true")));
		TestContexts.of("https://localhost/v2", "m2x.http.ssl.bundle=wrong")
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageContaining("there is none"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://m2x.example.com/v2", "HTTP://m2x.example.com/v2", " http://m2x.example.com/v2" })
	void bundleWithPlainAddressFailsStart(String url) {
		TestContexts.of(url, "m2x.http.ssl.bundle=internal")
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", trusting(this.authority)))
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageContaining("the API key would be sent unencrypted")
				.satisfies((ex) -> assertThat(ex.action()).contains("base-url: https://")));
		TestContexts.of("http://ignored/v2")
			.withBean(M2xConnectionDetails.class, () -> details(url, trusting(this.authority)))
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageContaining("the API key would be sent unencrypted"));
		TestContexts.of(url, "m2x.http.ssl.bundle=").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void invalidBundleFailsStart() {
		TestContexts.of("https://localhost/v2", "m2x.http.ssl.bundle=internal")
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("internal", broken()))
			.run((context) -> assertThat(TestContexts.configurationException(context.getStartupFailure()))
				.hasMessageStartingWith(
						"The SSL bundle 'internal', which the property 'm2x.http.ssl.bundle' names, can't be"
								+ " used by the M2X client 'default': ")
				.hasMessageContaining("no key"));
	}

	@Test
	void laterInvalidBundleIsNotUsed() {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("internal", trusting(this.authority));
		try (TlsServer server = TlsServer.responding(this.authority.server("localhost"))) {
			TestContexts.of(server.url(), "m2x.http.ssl.bundle=internal")
				.withBean(SslBundles.class, () -> bundles)
				.run((context) -> {
					bundles.updateBundle("internal", broken());
					assertThat(context.getBean(M2xPlatform.class).status().block(LIMIT)).isNotNull();
				});
			// The update handler is still registered after the application is closed.
			bundles.updateBundle("internal", trusting(this.authority));
			Awaitility.await().atMost(LIMIT).until(() -> server.connections() == 0);
		}
	}

	@Test
	void laterInvalidBundleDoesNotFailCallsDuringShutdown() {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("internal", trusting(this.authority));
		AtomicReference<M2xPlatform> platform = new AtomicReference<>();
		AtomicReference<PlatformStatus> last = new AtomicReference<>();
		try (TlsServer server = TlsServer.responding(this.authority.server("localhost"))) {
			TestContexts.of(server.url(), "m2x.http.ssl.bundle=internal")
				.withBean(SslBundles.class, () -> bundles)
				.withBean(DisposableBean.class, () -> () -> last.set(platform.get().status().block(LIMIT)))
				.run((context) -> {
					platform.set(context.getBean(M2xPlatform.class));
					bundles.updateBundle("internal", broken());
				});
		}
		assertThat(last).doesNotHaveNullValue();
	}

	private static SslBundle broken() {
		return SslBundle.of(SslStoreBundle.NONE, null, null, null, new SslManagerBundle() {

			@Override
			public javax.net.ssl.KeyManagerFactory getKeyManagerFactory() {
				throw new IllegalStateException("no key");
			}

			@Override
			public javax.net.ssl.TrustManagerFactory getTrustManagerFactory() {
				throw new IllegalStateException("no certificate");
			}

		});
	}

}
