package io.m2x.server.security;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Guesses quickly which requests are for operations with {@link PresumedCaller}: those
 * whose paths end in the same word. A wrong guess costs time only.
 */
@Component
final class PresumedOperations {

	private final SingletonSupplier<Set<String>> words;

	// Controllers are there later than filters.
	PresumedOperations(
			@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
		this.words = SingletonSupplier.of(() -> words(mapping.getObject()));
	}

	private static Set<String> words(RequestMappingHandlerMapping mapping) {
		return mapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((operation) -> operation.getValue().hasMethodAnnotation(PresumedCaller.class))
			.flatMap((operation) -> operation.getKey().getPatternsCondition().getPatterns().stream())
			.map((pattern) -> lastWord(pattern.getPatternString()))
			.collect(Collectors.toUnmodifiableSet());
	}

	boolean mayContain(ServerHttpRequest request) {
		HttpMethod method = request.getMethod();
		return (method.equals(HttpMethod.PUT) || method.equals(HttpMethod.POST))
				&& this.words.obtain().contains(lastWord(request.getPath().value()));
	}

	private static String lastWord(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

}
