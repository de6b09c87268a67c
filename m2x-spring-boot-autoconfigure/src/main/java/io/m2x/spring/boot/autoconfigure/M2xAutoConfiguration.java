package io.m2x.spring.boot.autoconfigure;

import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import io.m2x.client.M2xClient;

/**
 * {@link AutoConfiguration Auto-configuration} for the M2X client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WebClientAutoConfiguration.class)
@ConditionalOnClass({ M2xClient.class, ClientHttpConnectorBuilder.class })
@EnableConfigurationProperties(M2xProperties.class)
public final class M2xAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean({ M2xConnectionDetails.class, M2xClient.class })
	PropertiesM2xConnectionDetails m2xConnectionDetails(M2xProperties properties) {
		return new PropertiesM2xConnectionDetails(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	M2xClient m2xClient(M2xProperties properties, M2xConnectionDetails connectionDetails,
			ObjectProvider<WebClient.Builder> webClientBuilder,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> httpClientSettings) {
		Duration readTimeout = M2xSetting.timeout("m2x.http.read-timeout", properties.http().readTimeout());
		M2xClient.Builder builder = M2xClient.builder()
			.readTimeout(readTimeout)
			.callTimeout(M2xSetting.timeout("m2x.http.call-timeout", properties.http().callTimeout()));
		setApiKey(builder, connectionDetails.getApiKey());
		setBaseUrl(builder, connectionDetails.getBaseUrl());
		HttpClientSettings settings = httpClientSettings.getIfAvailable(HttpClientSettings::defaults)
			.withTimeouts(M2xSetting.timeout("m2x.http.connect-timeout", properties.http().connectTimeout()),
					readTimeout)
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		ClientHttpConnector connector = connectorBuilder.getIfAvailable(ClientHttpConnectorBuilder::detect)
			.build(settings);
		return builder.webClientBuilder(webClientBuilder.getIfUnique(WebClient::builder)).connector(connector).build();
	}

	private static void setApiKey(M2xClient.Builder builder, String apiKey) {
		try {
			builder.apiKey(apiKey);
		}
		catch (IllegalArgumentException ex) {
			throw M2xConfigurationException.unusableApiKey(ex);
		}
	}

	private static void setBaseUrl(M2xClient.Builder builder, String baseUrl) {
		try {
			builder.baseUrl(baseUrl);
		}
		catch (IllegalArgumentException ex) {
			throw M2xConfigurationException.unusableBaseUrl(baseUrl, ex);
		}
	}

}
