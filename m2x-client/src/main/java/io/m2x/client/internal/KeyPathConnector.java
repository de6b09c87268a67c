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
 * Puts the API key that a call is about into the address at the last moment. Everything
 * before that, such as the log, observations and exceptions of the HTTP client, sees a
 * mask in its place.
 * <p>
 * With Reactor Netty the last moment is the one before the request becomes bytes, so that
 * its log and metrics see the mask too. Other connectors get the address with the key.
 */
public final class KeyPathConnector implements ClientHttpConnector {

	/**
	 * What stands in an address in place of the key.
	 */
	static final String MASK = "masked-key";

	private final ClientHttpConnector delegate;

	/**
	 * Create a connector.
	 * @param delegate what sends the requests
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
			// A filter may make a call of its own meanwhile, without the mask.
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

	/** The connector has no place for a {@link KeyPathHandler}. */
	@SuppressWarnings("serial")
	private static final class NoHandlerException extends RuntimeException {

		NoHandlerException() {
			super(null, null, false, false);
		}

	}

}
