package io.m2x.client.internal;

import java.net.URI;
import java.util.function.Function;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Connector of Reactor Netty that reaches hosts with underscores in their names too, such
 * as services of a network of containers. Java's {@link URI} knows no host for them, and
 * Reactor Netty refuses an address without one unless it gets it in two parts.
 */
public final class AnyHostConnector implements ClientHttpConnector {

	private final HttpClient httpClient;

	private final ClientHttpConnector usual;

	/**
	 * Create a connector.
	 * @param httpClient the client that sends the requests
	 */
	public AnyHostConnector(HttpClient httpClient) {
		this.httpClient = httpClient;
		this.usual = new ReactorClientHttpConnector(httpClient);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> callback) {
		if (uri.getHost() != null || uri.getRawAuthority() == null) {
			return this.usual.connect(method, uri, callback);
		}
		HttpClient toHost = this.httpClient.baseUrl(uri.getScheme() + "://" + uri.getRawAuthority());
		return new ReactorClientHttpConnector(toHost).connect(method, relative(uri), callback);
	}

	private static URI relative(URI uri) {
		String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
		return URI.create((uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path);
	}

}
