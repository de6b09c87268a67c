package io.m2x.spring.boot.autoconfigure.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.netty.resolver.DefaultAddressResolverGroup;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.util.LambdaSafe;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.client.reactive.ClientHttpConnector;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import io.m2x.client.M2xHttpClient;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.diagnostics.M2xSetting;
import io.m2x.spring.boot.diagnostics.Misconfiguration;

/**
 * Makes the connectors of M2X clients, each with connections of its own, and closes them
 * with the application.
 * <p>
 * They are always those of Reactor Netty, made from the application's builder if that is
 * one of Reactor Netty too; what is set for M2X is applied last. When the application
 * begins to stop, they leave the event loops that they share with the rest of it, as
 * those are gone before the last bean has had its say.
 *
 * @since 0.1.0
 */
public class M2xConnectors implements ApplicationListener<ContextClosedEvent>, ApplicationContextAware, AutoCloseable {

	private static final Log logger = LogFactory.getLog(M2xConnectors.class);

	private static final int DEFAULT_MAX_CONNECTIONS = 100;

	private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(60);

	// Shorter than that of most servers, which close connections that are idle.
	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(10);

	private static final Duration LOOPS_TIMEOUT = Duration.ofSeconds(2);

	/** Any number of calls may wait for a connection; what limits them is their time. */
	private static final int ANY_NUMBER = -1;

	private final ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder;

	private final ObjectProvider<ClientHttpConnectorBuilderCustomizer<?>> customizers;

	private final ObjectProvider<HttpClientSettings> settings;

	private final ObjectProvider<SslBundles> sslBundles;

	private final List<ReloadingConnector> open = new CopyOnWriteArrayList<>();

	private final List<Runnable> reloads = new CopyOnWriteArrayList<>();

	/** For what is still to be told when the shared event loops are gone. */
	private final LoopResources lastLoops = LoopResources.create("m2x-last", 1, true);

	private volatile boolean closing;

	private @Nullable ApplicationContext context;

	/**
	 * Create the factory.
	 * @param connectorBuilder the application's builder of connectors, if there is one
	 * @param customizers the application's customizers of such builders
	 * @param settings the application's settings of HTTP clients, if there are any
	 * @param sslBundles the application's SSL bundles, if there are any
	 */
	public M2xConnectors(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<ClientHttpConnectorBuilderCustomizer<?>> customizers,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles) {
		this.connectorBuilder = connectorBuilder;
		this.customizers = customizers;
		this.settings = settings;
		this.sslBundles = sslBundles;
	}

	/**
	 * Make a connector.
	 * @param name the name of the client
	 * @param prefix the prefix of the properties, such as {@code m2x}, for messages
	 * @param properties the settings, complete
	 * @param bundleProperty the name of the property that names the SSL bundle, for
	 * messages
	 * @param destination where the connections lead
	 * @return the connector, which is closed with the application
	 * @throws M2xConfigurationException if a setting can't be used
	 */
	public ClientHttpConnector create(String name, String prefix, M2xHttpProperties properties, String bundleProperty,
			M2xDestination destination) {
		TlsSettings tls = tls(name, properties, bundleProperty, destination);
		Function<@Nullable SslBundle, ReloadingConnector.Wires> factory = wires(name, prefix, properties);
		AtomicReference<@Nullable SslBundle> usable = new AtomicReference<>();
		Function<@Nullable SslBundle, ReloadingConnector.Wires> wires = (state) -> {
			ReloadingConnector.Wires made = factory.apply(state);
			usable.set(state);
			return made;
		};
		SslBundle bundle = tls.bundle();
		tls.check(bundle);
		ReloadingConnector connector = new ReloadingConnector(wires.apply(bundle));
		this.open.add(connector);
		// The present state may be one that can't be used.
		this.reloads.add(() -> connector.replace(() -> factory.apply(usable.get())));
		tls.onUpdate(() -> reload(name, tls, connector, wires));
		if (tls.bundle() != bundle) {
			reload(name, tls, connector, wires);
		}
		return connector;
	}

	/**
	 * Check that a client may go to an address with its SSL bundle.
	 * @param name the name of the client
	 * @param properties the settings, complete
	 * @param bundleProperty the name of the property that names the SSL bundle
	 * @param destination where the connections lead
	 * @throws M2xConfigurationException if it may not
	 */
	public void check(String name, M2xHttpProperties properties, String bundleProperty, M2xDestination destination) {
		tls(name, properties, bundleProperty, destination);
	}

	private TlsSettings tls(String name, M2xHttpProperties properties, String bundleProperty,
			M2xDestination destination) {
		return TlsSettings.of(name, bundleProperty, properties.ssl(), this.sslBundles.getIfAvailable(), destination);
	}

	private static void reload(String name, TlsSettings tls, ReloadingConnector connector,
			Function<@Nullable SslBundle, ReloadingConnector.Wires> wires) {
		try {
			connector.replace(() -> wires.apply(tls.bundle()));
			logger.info("The M2X client '" + name + "' uses the new state of the SSL bundle " + tls);
		}
		catch (RuntimeException ex) {
			logger.warn("The new state of the SSL bundle " + tls + " can't be used; the M2X client '" + name
					+ "' goes on with the old one", ex);
		}
	}

	private Function<@Nullable SslBundle, ReloadingConnector.Wires> wires(String name, String prefix,
			M2xHttpProperties properties) {
		Duration connectTimeout = timeout(prefix, "connect", properties.connectTimeout(), Duration.ofSeconds(5));
		Duration readTimeout = timeout(prefix, "read", properties.readTimeout(), Duration.ofSeconds(10));
		Duration callTimeout = timeout(prefix, "call", properties.callTimeout(), DEFAULT_CALL_TIMEOUT);
		int maxConnections = maxConnections(prefix, properties.maxConnections());
		boolean compression = !Boolean.FALSE.equals(properties.compression());
		ProxySettings proxy = ProxySettings.of(prefix, properties.proxy());
		ReactorClientHttpConnectorBuilder base = connectorBuilder();
		// Cookies are not for M2X, and Reactor Netty refuses the setting.
		HttpClientSettings general = this.settings.getIfAvailable(HttpClientSettings::defaults)
			.withCookieHandling(null);
		HttpClientSettings own = HttpClientSettings.defaults()
			.withTimeouts(connectTimeout, readTimeout)
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		return (bundle) -> {
			ConnectionProvider pool = pool(name, maxConnections, callTimeout);
			HttpClientSettings before = (bundle != null) ? general.withSslBundle(null) : general;
			UnaryOperator<HttpClient> last = (client) -> M2xHttpClient
				.prepare(onLoops(again(client, own.withSslBundle(bundle)).compress(compression)));
			ReactorClientHttpConnectorBuilder builder = base.withHttpClientFactory(() -> HttpClient.create(pool));
			ClientHttpConnector connector = (proxy != null) ? throughProxy(builder, before, last, proxy, connectTimeout)
					: connector(builder, before, last);
			return new ReloadingConnector.Wires(connector, pool);
		};
	}

	// Spring Boot's builder makes the client, but not a connector that reaches each host.
	private static ClientHttpConnector connector(ReactorClientHttpConnectorBuilder builder, HttpClientSettings settings,
			UnaryOperator<HttpClient> last) {
		AtomicReference<HttpClient> made = new AtomicReference<>();
		builder.withHttpClientCustomizer((client) -> {
			made.set(last.apply(client));
			return client;
		}).build(settings);
		return M2xHttpClient.connector(made.get());
	}

	// Two connectors, as the way to hosts that are excluded must not depend on the proxy.
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

	// As Spring Boot does for the builder of its choice.
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private ReactorClientHttpConnectorBuilder customized(ReactorClientHttpConnectorBuilder builder) {
		ReactorClientHttpConnectorBuilder[] customized = { builder };
		LambdaSafe
			.callbacks(ClientHttpConnectorBuilderCustomizer.class, this.customizers.orderedStream().toList(), builder)
			.invoke((customizer) -> customized[0] = (ReactorClientHttpConnectorBuilder) customizer
				.customize(customized[0]));
		return customized[0];
	}

	// Once more what the builder has applied, as customizers may have changed it since.
	private static HttpClient again(HttpClient client, HttpClientSettings settings) {
		return new ReactorHttpClientBuilder().withoutHttpClientDefaults()
			.withHttpClientFactory(() -> client)
			.build(settings);
	}

	// The resolver of names that comes with the shared event loops ends with them.
	private HttpClient onLoops(HttpClient client) {
		if (!this.closing) {
			return client;
		}
		boolean resolves = client.configuration().resolver() == null
				|| client.configuration().getNameResolverProvider() != null;
		return (resolves ? client.resolver(DefaultAddressResolverGroup.INSTANCE) : client).runOn(this.lastLoops);
	}

	private ConnectionProvider pool(String name, int maxConnections, Duration callTimeout) {
		ConnectionProvider.Builder pool = ConnectionProvider.builder("m2x-" + name)
			.maxConnections(maxConnections)
			.pendingAcquireMaxCount(ANY_NUMBER)
			// A little less than a whole call, so that the failure can tell the reason.
			.pendingAcquireTimeout(callTimeout.minus(callTimeout.dividedBy(10)))
			.maxIdleTime(MAX_IDLE_TIME)
			.evictInBackground(EVICTION_INTERVAL)
			.lifo();
		// With the last loops calls would be cut off that nobody waits for.
		return (this.closing ? pool.disposeTimeout(callTimeout) : pool).build();
	}

	private static int maxConnections(String prefix, @Nullable Integer value) {
		if (value != null && value < 1) {
			throw new M2xConfigurationException(
					"The property '" + prefix + ".http.max-connections' can't be " + value + ": it must be at least 1.",
					"Set the number of connections in application.yml, or leave it out for " + DEFAULT_MAX_CONNECTIONS
							+ ":\n" + Misconfiguration.yaml(prefix + ".http.max-connections",
									String.valueOf(DEFAULT_MAX_CONNECTIONS)),
					null);
		}
		return (value != null) ? value : DEFAULT_MAX_CONNECTIONS;
	}

	private static Duration timeout(String prefix, String name, @Nullable Duration value, Duration byDefault) {
		return M2xSetting.timeout(prefix + ".http." + name + "-timeout", (value != null) ? value : byDefault);
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.context = applicationContext;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		// Contexts below this one tell their end here too.
		if (event.getApplicationContext() == this.context) {
			this.closing = true;
			this.reloads.forEach(Runnable::run);
		}
	}

	@Override
	public void close() {
		Flux.fromIterable(this.open)
			.flatMap(ReloadingConnector::close)
			.then(this.lastLoops.disposeLater(Duration.ZERO, LOOPS_TIMEOUT))
			.onErrorComplete()
			.subscribe();
	}

}
