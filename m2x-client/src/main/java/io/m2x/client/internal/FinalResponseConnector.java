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
 * Gives final responses of HTTP alone: those before it are skipped, and what has no
 * status between 200 and 599 is a failure.
 */
public final class FinalResponseConnector implements ClientHttpConnector {

	private static final int FIRST_FINAL_STATUS = 200;

	private static final int LAST_STATUS = 599;

	private final ClientHttpConnector delegate;

	/**
	 * Create a connector.
	 * @param delegate what sends the requests
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
		// Whatever follows on the connection is not to be trusted either.
		Disposable body = response.getBody().subscribe();
		body.dispose();
		return Mono.error(new NoFinalResponseException(problem));
	}

	private static @Nullable String problem(ClientHttpResponse response) {
		try {
			int status = response.getStatusCode().value();
			return (status < FIRST_FINAL_STATUS || status > LAST_STATUS)
					? "the status " + status + " is none of a response" : null;
		}
		catch (IllegalArgumentException ex) {
			// Spring knows statuses of three digits only.
			return "what came has no status of HTTP";
		}
	}

	/**
	 * What came is no final response of HTTP.
	 */
	@SuppressWarnings("serial")
	static final class NoFinalResponseException extends RuntimeException {

		NoFinalResponseException(String message) {
			super(message);
		}

	}

}
