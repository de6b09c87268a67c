package io.m2x.spring.boot.autoconfigure.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.client.reactive.ClientHttpConnector;
import reactor.core.publisher.Flux;

import io.m2x.spring.boot.autoconfigure.ssl.TlsSettings;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

/**
 * Creates the connectors of M2X clients and manages their connections. Each connector has
 * its own connections. They are replaced when certificates are reloaded and when the
 * application begins to stop, and closed when it has stopped.
 *
 * @since 0.1.0
 */
public class M2xConnectors implements ApplicationListener<ContextClosedEvent>, ApplicationContextAware, AutoCloseable {

	private static final Log logger = LogFactory.getLog(M2xConnectors.class);

	private final EventLoops loops = new EventLoops();

	private final ConnectionFactory connections;

	private final ObjectProvider<SslBundles> sslBundles;

	private final List<ReloadingConnector> open = new CopyOnWriteArrayList<>();

	private final List<Runnable> replacements = new CopyOnWriteArrayList<>();

	private @Nullable ApplicationContext context;

	/**
	 * Create the connectors.
	 * @param connectorBuilder the connector builder of the application, if there is one
	 * @param customizers the customizers of connector builders
	 * @param settings the HTTP client settings of the application, if there are any
	 * @param sslBundles the SSL bundles of the application, if there are any
	 */
	public M2xConnectors(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<ClientHttpConnectorBuilderCustomizer<?>> customizers,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles) {
		this.connections = new ConnectionFactory(connectorBuilder, customizers, settings, this.loops);
		this.sslBundles = sslBundles;
	}

	/**
	 * Create a connector.
	 * @param settings the settings of the connector
	 * @return the connector. It is closed with the application
	 * @throws M2xConfigurationException if a property is invalid
	 */
	public ClientHttpConnector create(ConnectorSettings settings) {
		String client = settings.client();
		HttpSettings http = HttpSettings.of(settings.prefix(), settings.http());
		TlsSettings tls = tls(settings);
		AtomicReference<@Nullable SslBundle> usable = new AtomicReference<>();
		Function<@Nullable SslBundle, ReloadingConnector.Connections> factory = (bundle) -> {
			ReloadingConnector.Connections created = this.connections.create(client, http, bundle);
			usable.set(bundle);
			return created;
		};
		SslBundle bundle = tls.bundle();
		tls.check(bundle);
		ReloadingConnector connector = new ReloadingConnector(factory.apply(bundle));
		this.open.add(connector);
		// The bundle may be invalid by then, so use the last valid one.
		this.replacements.add(() -> connector.replace(() -> factory.apply(usable.get())));
		tls.onUpdate(() -> reload(client, tls, connector, factory));
		if (tls.bundle() != bundle) {
			reload(client, tls, connector, factory);
		}
		return connector;
	}

	/**
	 * Check that the address of a client is compatible with its SSL bundle.
	 * @param settings the settings of the connector
	 * @throws M2xConfigurationException if the API key would be sent unencrypted
	 */
	public void check(ConnectorSettings settings) {
		tls(settings);
	}

	private TlsSettings tls(ConnectorSettings settings) {
		return TlsSettings.of(settings.client(), settings.bundleProperty(), settings.http().ssl().bundle(),
				this.sslBundles.getIfAvailable(), settings.destination());
	}

	private static void reload(String client, TlsSettings tls, ReloadingConnector connector,
			Function<@Nullable SslBundle, ReloadingConnector.Connections> factory) {
		try {
			connector.replace(() -> factory.apply(tls.bundle()));
			logger.info("The M2X client '" + client + "' uses the reloaded SSL bundle " + tls);
		}
		catch (RuntimeException ex) {
			logger.warn(
					"The reloaded SSL bundle " + tls + " can't be used; the M2X client '" + client
							+ "' keeps the previous one. Correct the bundle; the client then uses it without a restart",
					ex);
		}
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.context = applicationContext;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		// Child contexts publish their close event to their parent too.
		if (event.getApplicationContext() == this.context) {
			this.loops.switchToOwn();
			this.replacements.forEach(Runnable::run);
		}
	}

	@Override
	public void close() {
		Flux.fromIterable(this.open)
			.flatMap(ReloadingConnector::close)
			.then(this.loops.dispose())
			.onErrorComplete()
			.subscribe();
	}

}
