package io.m2x.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;

import io.netty.channel.ChannelOption;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import reactor.netty.http.client.HttpClient;

import io.m2x.client.internal.FinalResponseConnector;
import io.m2x.client.internal.KeyPathConnector;

/**
 * Creates the HTTP client of an {@link M2xClient}.
 */
final class WebClientFactory {

	/**
	 * Largest response that is read, in bytes: a full page of values with a margin.
	 */
	private static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

	static final String VERSION = version();

	private static final String USER_AGENT = "M2X-Spring/" + VERSION + " java/" + System.getProperty("java.version")
			+ " (" + System.getProperty("os.name") + ")";

	private WebClientFactory() {
	}

	static WebClient create(WebClient.Builder builder, ClientHttpConnector connector, URI baseUrl) {
		return builder.clone()
			.uriBuilderFactory(uriBuilderFactory(baseUrl))
			.clientConnector(new KeyPathConnector(new FinalResponseConnector(connector)))
			.codecs((codecs) -> {
				codecs.defaultCodecs().maxInMemorySize(MAX_RESPONSE_BYTES);
				// Request details contain the key, whatever the application logs.
				codecs.defaultCodecs().enableLoggingRequestDetails(false);
			})
			.defaultHeaders((headers) -> {
				headers.set(HttpHeaders.USER_AGENT, USER_AGENT);
				headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE + ", text/plain");
			})
			.build();
	}

	// A factory that the application set in the builder would take precedence over a
	// plain base URL, and could send the key elsewhere.
	private static DefaultUriBuilderFactory uriBuilderFactory(URI baseUrl) {
		return new DefaultUriBuilderFactory(baseUrl.toString());
	}

	static ClientHttpConnector connector(Duration connectTimeout, Duration readTimeout) {
		return M2xHttpClient.connector(M2xHttpClient.prepare(HttpClient.create()
			.compress(true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
			.responseTimeout(readTimeout)));
	}

	private static String version() {
		Properties properties = new Properties();
		try (InputStream stream = WebClientFactory.class.getResourceAsStream("version.properties")) {
			if (stream != null) {
				properties.load(stream);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties.getProperty("version", "unknown");
	}

}
