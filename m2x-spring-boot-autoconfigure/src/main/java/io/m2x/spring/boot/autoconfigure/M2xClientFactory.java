package io.m2x.spring.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xClientBuilder;
import io.m2x.client.error.ConnectionProblem;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xClientBuilderCustomizer;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.M2xWebClientCustomizer;
import io.m2x.spring.boot.autoconfigure.http.M2xConnectors;
import io.m2x.spring.boot.autoconfigure.http.M2xHttpProperties;
import io.m2x.spring.boot.autoconfigure.ssl.M2xDestination;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Creates clients from settings and beans of the application.
 */
class M2xClientFactory {

	private final M2xConnectors connectors;

	private final ObjectProvider<WebClient.Builder> webClientBuilder;

	private final ObjectProvider<ObservationRegistry> observationRegistry;

	private final ObjectProvider<M2xClientObservationConvention> observationConvention;

	private final ObjectProvider<M2xClientBuilderCustomizer> clientCustomizers;

	private final ObjectProvider<M2xWebClientCustomizer> webClientCustomizers;

	M2xClientFactory(M2xConnectors connectors, ObjectProvider<WebClient.Builder> webClientBuilder,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<M2xClientObservationConvention> observationConvention,
			ObjectProvider<M2xClientBuilderCustomizer> clientCustomizers,
			ObjectProvider<M2xWebClientCustomizer> webClientCustomizers) {
		this.connectors = connectors;
		this.webClientBuilder = webClientBuilder;
		this.observationRegistry = observationRegistry;
		this.observationConvention = observationConvention;
		this.clientCustomizers = clientCustomizers;
		this.webClientCustomizers = webClientCustomizers;
	}

	/**
	 * Create a client and log its address.
	 * @param settings the settings of the client
	 * @return the client
	 */
	M2xClient create(ClientSettings settings) {
		String prefix = settings.prefix();
		M2xHttpProperties http = settings.http();
		M2xValuesProperties values = settings.values();
		M2xDestination destination = settings.destination();
		WebClient.Builder webClient = this.webClientBuilder.getIfUnique(WebClient::builder).clone();
		this.webClientCustomizers.orderedStream().forEach((customizer) -> customizer.customize(webClient));
		M2xClientBuilder builder = M2xClient.builder()
			.name(settings.name())
			.retry(settings.retry().toOptions(prefix))
			.observationConvention(this.observationConvention.getIfUnique())
			.connectionHints((problem) -> propertiesToCheck(prefix + ".http", problem))
			.webClientBuilder(webClient)
			.connector(this.connectors.create(settings.connector()));
		if (http.readTimeout() != null) {
			builder.readTimeout(M2xPropertyChecks.timeout(prefix + ".http.read-timeout", http.readTimeout()));
		}
		if (http.callTimeout() != null) {
			builder.callTimeout(M2xPropertyChecks.timeout(prefix + ".http.call-timeout", http.callTimeout()));
		}
		if (values.timestamp() != null) {
			builder.valueTimestamps(values.timestamp());
		}
		this.observationRegistry.ifUnique(builder::observationRegistry);
		setApiKey(builder, prefix, settings.details());
		setBaseUrl(builder, destination);
		this.clientCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		M2xClient client = builder.build();
		M2xDestination actual = destination.withBaseUrl(client.baseUrl().toString());
		if (actual.isPlain() && !destination.isPlain()) {
			this.connectors.check(settings.connector().withDestination(actual));
		}
		ClientAddressLogger.log(client, destination);
		return client;
	}

	private static String propertiesToCheck(String http, ConnectionProblem problem) {
		return switch (problem) {
			case PROXY_UNREACHABLE -> http + ".proxy.host and " + http + ".proxy.port";
			case PROXY_AUTHENTICATION -> http + ".proxy.username and " + http + ".proxy.password";
			case NO_FREE_CONNECTION -> http + ".max-connections";
		};
	}

	private static void setApiKey(M2xClientBuilder builder, String prefix, M2xConnectionDetails details) {
		try {
			builder.apiKey(details.getApiKey());
		}
		catch (IllegalArgumentException ex) {
			boolean fromProperty = details.getAddressOrigin() == M2xAddressOrigin.PROPERTY
					|| details.getAddressOrigin() == M2xAddressOrigin.DEFAULT;
			throw M2xConfigurationErrors.unusableApiKey(fromProperty ? prefix + ".api-key" : null, ex);
		}
	}

	private static void setBaseUrl(M2xClientBuilder builder, M2xDestination destination) {
		try {
			builder.baseUrl(destination.baseUrl());
		}
		catch (IllegalArgumentException ex) {
			throw M2xConfigurationErrors.unusableBaseUrl(destination.property(), destination.baseUrl(), ex);
		}
	}

}
