package io.m2x.client.internal;

import java.net.URI;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Returns only final HTTP responses: skips interim ones, and fails for a status outside
 * 200 to 599.
 */
public final class FinalResponseConnector implements ClientHttpConnector {

	private static final int FIRST_FINAL_STATUS = 200;

	private static final int LAST_STATUS = 599;

	private final ClientHttpConnector delegate;

	/**
	 * Create a connector.
	 * @param delegate sends the requests
	 */
	public FinalResponseConnector(ClientHttpConnector delegate) {
		this.delegate = delegate;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> callback) {
		return this.delegate.connect(method, uri, (request) -> {
			InterimResponseHandler.install(request);
			return callback.apply(request);
		}).flatMap(FinalResponseConnector::checked);
	}

	private static Mono<ClientHttpResponse> checked(ClientHttpResponse response) {
		String problem = problem(response);
		if (problem == null) {
			return Mono.just(response);
		}
		// The connection can't be trusted any more: disposing the body closes it.
		Disposable body = response.getBody().subscribe();
		body.dispose();
		return Mono.error(new NoFinalResponseException(problem));
	}

	private static @Nullable String problem(ClientHttpResponse response) {
		try {
			int status = response.getStatusCode().value();
			return (status < FIRST_FINAL_STATUS || status > LAST_STATUS)
					? "the response has the status " + status + ", which is not a final HTTP status" : null;
		}
		catch (IllegalArgumentException ex) {
			// Spring accepts only statuses of three digits.
			return "the response has no valid HTTP status";
		}
	}

	/**
	 * Thrown when the server sends no final HTTP response.
	 */
	@SuppressWarnings("serial")
	static final class NoFinalResponseException extends RuntimeException {

		NoFinalResponseException(String message) {
			super(message);
		}

	}

}
