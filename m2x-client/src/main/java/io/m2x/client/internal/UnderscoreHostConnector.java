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
 * Connects through Reactor Netty, also to hosts with underscores in their names, such as
 * services in a container network. Java's {@link URI} has no host for such an address,
 * and Reactor Netty rejects an address without a host. So this connector passes host and
 * path separately.
 */
public final class UnderscoreHostConnector implements ClientHttpConnector {

	private final HttpClient httpClient;

	private final ClientHttpConnector usual;

	/**
	 * Create a connector.
	 * @param httpClient the client that sends the requests
	 */
	public UnderscoreHostConnector(HttpClient httpClient) {
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
