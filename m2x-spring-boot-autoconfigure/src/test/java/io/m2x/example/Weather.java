package io.m2x.example;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Component that uses another API than M2X.
 */
@Component
class Weather {

	private final WebClient webClient;

	Weather(WebClient.Builder webClientBuilder) {
		this.webClient = webClientBuilder.build();
	}

	Mono<String> ask(String url) {
		return this.webClient.get().uri(url).retrieve().bodyToMono(String.class);
	}

}
