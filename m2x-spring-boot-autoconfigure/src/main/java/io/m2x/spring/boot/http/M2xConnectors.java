package io.m2x.spring.boot.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.reactive.ClientHttpConnector;

import io.m2x.spring.boot.diagnostics.M2xSetting;

/**
 * Makes the connectors of M2X clients, each with connections of its own.
 *
 * @since 0.1.0
 */
public class M2xConnectors {

	private final ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder;

	private final ObjectProvider<HttpClientSettings> settings;

	private final ObjectProvider<SslBundles> sslBundles;

	/**
	 * Create the factory.
	 * @param connectorBuilder the application's builder of connectors, if there is one
	 * @param settings the application's settings of HTTP clients, if there are any
	 * @param sslBundles the application's SSL bundles, if there are any
	 */
	public M2xConnectors(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles) {
		this.connectorBuilder = connectorBuilder;
		this.settings = settings;
		this.sslBundles = sslBundles;
	}

	/**
	 * Make a connector.
	 * @param prefix the prefix of the properties, such as {@code m2x}, for messages
	 * @param properties the settings, complete
	 * @param sslBundle the certificates of the connection details, which win over a
	 * bundle that is named in the settings, or {@code null}
	 * @return the connector
	 */
	public ClientHttpConnector create(String prefix, M2xHttpProperties properties, @Nullable SslBundle sslBundle) {
		HttpClientSettings all = this.settings.getIfAvailable(HttpClientSettings::defaults)
			.withTimeouts(timeout(prefix, "connect", properties.connectTimeout(), Duration.ofSeconds(5)),
					timeout(prefix, "read", properties.readTimeout(), Duration.ofSeconds(10)))
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		String bundle = properties.ssl().bundle();
		if (sslBundle != null) {
			all = all.withSslBundle(sslBundle);
		}
		else if (bundle != null) {
			all = all.withSslBundle(this.sslBundles.getObject().getBundle(bundle));
		}
		return this.connectorBuilder.getIfAvailable(ClientHttpConnectorBuilder::detect).build(all);
	}

	private static Duration timeout(String prefix, String name, @Nullable Duration value, Duration byDefault) {
		return M2xSetting.timeout(prefix + ".http." + name + "-timeout", (value != null) ? value : byDefault);
	}

}
