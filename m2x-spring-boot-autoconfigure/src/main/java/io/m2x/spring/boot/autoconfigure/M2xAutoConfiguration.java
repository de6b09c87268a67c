package io.m2x.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.M2xClient;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.spring.boot.M2xClientBuilderCustomizer;
import io.m2x.spring.boot.M2xClients;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.M2xWebClientCustomizer;
import io.m2x.spring.boot.autoconfigure.http.M2xConnectors;
import io.m2x.spring.boot.autoconfigure.http.ShutdownHandlers;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;

/**
 * {@link AutoConfiguration Auto-configuration} for the M2X client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration")
@ConditionalOnClass({ M2xClient.class, ClientHttpConnectorBuilder.class })
@EnableConfigurationProperties(M2xProperties.class)
@Import({ NamedClientsRegistrar.class, ShutdownHandlers.class })
@ImportRuntimeHints(KnownProperties.Hints.class)
public final class M2xAutoConfiguration {

	static final String CLIENTS_BEAN = "m2xClients";

	@Bean
	static ServiceLinkBindHandlerAdvisor m2xServiceLinkBindHandlerAdvisor() {
		return new ServiceLinkBindHandlerAdvisor();
	}

	@Bean
	static UnknownPropertiesReporter m2xUnknownPropertiesReporter(Environment environment) {
		return new UnknownPropertiesReporter(environment);
	}

	@Bean
	@ConditionalOnMissingBean({ M2xConnectionDetails.class, M2xClient.class })
	@Conditional(OnDefaultClientCondition.class)
	PropertiesM2xConnectionDetails m2xConnectionDetails(M2xProperties properties) {
		return new PropertiesM2xConnectionDetails(properties);
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	M2xConnectors m2xConnectors(ShutdownHandlers shutdownHandlers,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<ClientHttpConnectorBuilderCustomizer<?>> connectorBuilderCustomizers,
			ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles) {
		M2xConnectors connectors = new M2xConnectors(connectorBuilder, connectorBuilderCustomizers, httpClientSettings,
				sslBundles);
		shutdownHandlers.add(connectors::close);
		return connectors;
	}

	@Bean
	M2xClientFactory m2xClientFactory(M2xConnectors connectors, ObjectProvider<WebClient.Builder> webClientBuilder,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<M2xClientObservationConvention> observationConvention,
			ObjectProvider<M2xClientBuilderCustomizer> clientCustomizers,
			ObjectProvider<M2xWebClientCustomizer> webClientCustomizers) {
		return new M2xClientFactory(connectors, webClientBuilder, observationRegistry, observationConvention,
				clientCustomizers, webClientCustomizers);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(M2xConnectionDetails.class)
	M2xClient m2xClient(M2xClientFactory factory, M2xProperties properties, M2xConnectionDetails connectionDetails) {
		return factory.create(ClientSettings.ofDefault(properties, connectionDetails));
	}

	@Bean(CLIENTS_BEAN)
	M2xClients m2xClients(M2xClientFactory factory, M2xProperties properties,
			ObjectProvider<M2xConnectionDetails> connectionDetails, ObjectProvider<M2xClient> defaultClient) {
		Map<String, M2xClient> clients = new LinkedHashMap<>();
		defaultClient.ifUnique((client) -> clients.put(M2xClient.DEFAULT_NAME, client));
		properties.clients().forEach((name, own) -> {
			if (M2xClient.DEFAULT_NAME.equals(name)) {
				throw M2xConfigurationErrors.reservedClientName(name);
			}
			clients.put(name,
					factory.create(ClientSettings.of(name, properties, own, connectionDetails.getIfUnique())));
		});
		return new M2xClients(clients);
	}

}
