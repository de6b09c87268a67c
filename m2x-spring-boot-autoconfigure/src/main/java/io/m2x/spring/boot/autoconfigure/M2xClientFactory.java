package io.m2x.spring.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xClientBuilder;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.spring.boot.diagnostics.M2xSetting;
import io.m2x.spring.boot.diagnostics.Misconfiguration;
import io.m2x.spring.boot.http.M2xConnectors;
import io.m2x.spring.boot.http.M2xDestination;
import io.m2x.spring.boot.http.M2xHttpProperties;

/**
 * Makes a client from connection details, properties, and what the application brings
 * along.
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
	 * Make a client.
	 * @param name the name of the client
	 * @param prefix the prefix of its properties, for messages
	 * @param details where M2X is
	 * @param http the settings of the HTTP client, complete
	 * @param retry the settings of retries, complete
	 * @param values the settings of values, complete
	 * @return the client
	 */
	M2xClient create(String name, String prefix, M2xConnectionDetails details, M2xHttpProperties http,
			M2xRetryProperties retry, M2xValuesProperties values) {
		WebClient.Builder webClient = this.webClientBuilder.getIfUnique(WebClient::builder).clone();
		this.webClientCustomizers.orderedStream().forEach((customizer) -> customizer.customize(webClient));
		M2xClientBuilder builder = M2xClient.builder()
			.name(name)
			.retry(retry.toOptions(prefix))
			.observationConvention(this.observationConvention.getIfUnique())
			.webClientBuilder(webClient)
			.connector(this.connectors.create(name, prefix, http, new M2xDestination(details.getBaseUrl(),
					details.getSslBundle(), details instanceof PropertiesM2xConnectionDetails)));
		if (http.readTimeout() != null) {
			builder.readTimeout(M2xSetting.timeout(prefix + ".http.read-timeout", http.readTimeout()));
		}
		if (http.callTimeout() != null) {
			builder.callTimeout(M2xSetting.timeout(prefix + ".http.call-timeout", http.callTimeout()));
		}
		if (values.timestamp() != null) {
			builder.valueTimestamps(values.timestamp());
		}
		this.observationRegistry.ifUnique(builder::observationRegistry);
		setApiKey(builder, prefix, details.getApiKey());
		setBaseUrl(builder, prefix, details.getBaseUrl());
		this.clientCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static void setApiKey(M2xClientBuilder builder, String prefix, String apiKey) {
		try {
			builder.apiKey(apiKey);
		}
		catch (IllegalArgumentException ex) {
			throw Misconfiguration.unusableApiKey(prefix, ex);
		}
	}

	private static void setBaseUrl(M2xClientBuilder builder, String prefix, String baseUrl) {
		try {
			builder.baseUrl(baseUrl);
		}
		catch (IllegalArgumentException ex) {
			throw Misconfiguration.unusableBaseUrl(prefix, baseUrl, ex);
		}
	}

}
