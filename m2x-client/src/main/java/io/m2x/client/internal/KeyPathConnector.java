package io.m2x.client.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Replaces a mask in the path with the API key that a call is about, as late as possible.
 * Logs, observations and exceptions of the HTTP client see only the mask.
 * <p>
 * With Reactor Netty this happens just before the request is encoded, so its logs and
 * metrics see the mask too. Other connectors get the address with the key.
 */
public final class KeyPathConnector implements ClientHttpConnector {

	/**
	 * Placeholder for the key in an address.
	 */
	static final String MASK = "masked-key";

	private final ClientHttpConnector delegate;

	/**
	 * Create a connector.
	 * @param delegate sends the requests
	 */
	public KeyPathConnector(ClientHttpConnector delegate) {
		this.delegate = delegate;
	}

	static Context withKey(Context context, ApiKey key) {
		return context.put(KeyPathConnector.class, key);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> callback) {
		return Mono.deferContextual((context) -> {
			Optional<ApiKey> key = context.getOrEmpty(KeyPathConnector.class);
			// A filter may send a request of its own, without the mask.
			return (key.isPresent() && uri.toString().contains(MASK))
					? connect(method, uri, unmask(uri, key.get()), callback)
					: this.delegate.connect(method, uri, callback);
		});
	}

	private Mono<ClientHttpResponse> connect(HttpMethod method, URI masked, URI unmasked,
			Function<? super ClientHttpRequest, Mono<Void>> callback) {
		return this.delegate
			.connect(method, masked,
					(request) -> KeyPathHandler.prepare(request, masked, unmasked) ? callback.apply(request)
							: Mono.error(new NoHandlerException()))
			.onErrorResume(NoHandlerException.class,
					(nothingSent) -> this.delegate.connect(method, unmasked, callback));
	}

	private static URI unmask(URI uri, ApiKey key) {
		String masked = uri.toString();
		int start = masked.lastIndexOf(MASK);
		return URI.create(masked.substring(0, start) + UriUtils.encode(key.value(), StandardCharsets.UTF_8)
				+ masked.substring(start + MASK.length()));
	}

	/** Thrown when the connector can't use a {@link KeyPathHandler}. */
	@SuppressWarnings("serial")
	private static final class NoHandlerException extends RuntimeException {

		NoHandlerException() {
			super(null, null, false, false);
		}

	}

}
