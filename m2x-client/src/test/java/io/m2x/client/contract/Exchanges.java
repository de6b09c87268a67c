package io.m2x.client.contract;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Remembers what the client and the server said to each other with success since the
 * current test began.
 */
final class Exchanges implements ExchangeFilterFunction {

	static final Exchanges INSTANCE = new Exchanges();

	private static final String TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private final Set<String> pairs = ConcurrentHashMap.newKeySet();

	private Exchanges() {
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request).doOnNext((response) -> {
			if (response.statusCode().is2xxSuccessful()) {
				request.attribute(TEMPLATE)
					.ifPresent((template) -> this.pairs
						.add(Operation.pair(request.method().name(), path(template.toString()))));
			}
		});
	}

	private static String path(String template) {
		return template.replaceFirst("^https?://[^/]+/v2", "").replaceFirst("\\?.*$", "");
	}

	void begin() {
		this.pairs.clear();
	}

	Set<String> pairs() {
		return Set.copyOf(this.pairs);
	}

}
