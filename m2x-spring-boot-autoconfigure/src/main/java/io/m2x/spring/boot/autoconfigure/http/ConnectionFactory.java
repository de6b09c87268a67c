package io.m2x.spring.boot.autoconfigure.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.util.LambdaSafe;
import org.springframework.http.client.reactive.ClientHttpConnector;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import io.m2x.client.M2xHttpClient;

/**
 * Creates connections with Reactor Netty. It uses the connector builder of the
 * application if that is one of Reactor Netty, and applies the properties for M2X last.
 */
final class ConnectionFactory {

	// Shorter than the idle timeout of most servers.
	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(10);

	/** Any number of calls may wait for a connection. Their time is limited instead. */
	private static final int UNLIMITED = -1;

	private final ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder;

	private final ObjectProvider<ClientHttpConnectorBuilderCustomizer<?>> customizers;

	private final ObjectProvider<HttpClientSettings> settings;

	private final EventLoops loops;

	ConnectionFactory(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<ClientHttpConnectorBuilderCustomizer<?>> customizers,
			ObjectProvider<HttpClientSettings> settings, EventLoops loops) {
		this.connectorBuilder = connectorBuilder;
		this.customizers = customizers;
		this.settings = settings;
		this.loops = loops;
	}

	/**
	 * Create the connections of a client.
	 * @param name the name of the client
	 * @param http its settings
	 * @param bundle its SSL bundle, or {@code null} for the certificates of the JVM
	 * @return the connections. None of them is open yet
	 */
	ReloadingConnector.Connections create(String name, HttpSettings http, @Nullable SslBundle bundle) {
		// M2X uses no cookies, and Reactor Netty rejects the setting.
		HttpClientSettings general = this.settings.getIfAvailable(HttpClientSettings::defaults)
			.withCookieHandling(null);
		HttpClientSettings own = HttpClientSettings.defaults()
			.withTimeouts(http.connectTimeout(), http.readTimeout())
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withSslBundle(bundle);
		ConnectionProvider pool = pool(name, http);
		HttpClientSettings initial = (bundle != null) ? general.withSslBundle(null) : general;
		UnaryOperator<HttpClient> last = (client) -> M2xHttpClient
			.prepare(this.loops.prepare(configure(client, own).compress(http.compression())));
		ReactorClientHttpConnectorBuilder builder = connectorBuilder()
			.withHttpClientFactory(() -> HttpClient.create(pool));
		ProxySettings proxy = http.proxy();
		ClientHttpConnector connector = (proxy != null)
				? throughProxy(builder, initial, last, proxy, http.connectTimeout())
				: connector(builder, initial, last);
		return new ReloadingConnector.Connections(connector, pool);
	}

	// The connector of Spring Boot's builder can't reach hosts with underscores, so only
	// the client is taken from there.
	private static ClientHttpConnector connector(ReactorClientHttpConnectorBuilder builder, HttpClientSettings settings,
			UnaryOperator<HttpClient> last) {
		AtomicReference<HttpClient> created = new AtomicReference<>();
		builder.withHttpClientCustomizer((client) -> {
			created.set(last.apply(client));
			return client;
		}).build(settings);
		return M2xHttpClient.connector(created.get());
	}

	// Use two connectors: connections to excluded hosts must not depend on the proxy.
	private static ClientHttpConnector throughProxy(ReactorClientHttpConnectorBuilder builder,
			HttpClientSettings settings, UnaryOperator<HttpClient> last, ProxySettings proxy, Duration connectTimeout) {
		ClientHttpConnector direct = connector(builder, settings, (client) -> last.apply(client).noProxy());
		ClientHttpConnector proxied = connector(builder, settings,
				(client) -> proxy.apply(last.apply(client), connectTimeout));
		return (method, uri, callback) -> proxy.appliesTo(uri)
				? proxied.connect(method, uri, callback).onErrorMap(proxy::explain)
				: direct.connect(method, uri, callback);
	}

	private ReactorClientHttpConnectorBuilder connectorBuilder() {
		return (this.connectorBuilder.getIfAvailable() instanceof ReactorClientHttpConnectorBuilder reactor) ? reactor
				: customized(ClientHttpConnectorBuilder.reactor());
	}

	// Applies the customizers as Spring Boot does for the detected builder.
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private ReactorClientHttpConnectorBuilder customized(ReactorClientHttpConnectorBuilder builder) {
		ReactorClientHttpConnectorBuilder[] customized = { builder };
		LambdaSafe
			.callbacks(ClientHttpConnectorBuilderCustomizer.class, this.customizers.orderedStream().toList(), builder)
			.invoke((customizer) -> customized[0] = (ReactorClientHttpConnectorBuilder) customizer
				.customize(customized[0]));
		return customized[0];
	}

	// Apply the settings again, because customizers may have changed them.
	private static HttpClient configure(HttpClient client, HttpClientSettings settings) {
		return new ReactorHttpClientBuilder().withoutHttpClientDefaults()
			.withHttpClientFactory(() -> client)
			.build(settings);
	}

	private ConnectionProvider pool(String name, HttpSettings http) {
		Duration callTimeout = http.callTimeout();
		ConnectionProvider.Builder pool = ConnectionProvider.builder("m2x-" + name)
			.maxConnections(http.maxConnections())
			.pendingAcquireMaxCount(UNLIMITED)
			// Slightly shorter than the call timeout, so that the failure has a reason.
			.pendingAcquireTimeout(callTimeout.minus(callTimeout.dividedBy(10)))
			.maxIdleTime(MAX_IDLE_TIME)
			.evictInBackground(EVICTION_INTERVAL)
			.lifo();
		// Own loops stop soon. Calls that nobody waits for end with them.
		return (this.loops.areShared() ? pool : pool.disposeTimeout(callTimeout)).build();
	}

}
