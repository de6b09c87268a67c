package io.m2x.server.security;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

import io.m2x.server.web.PublicAccess;

/**
 * Knows the paths of the operations with {@link PublicAccess}.
 */
@Component
final class PublicOperations {

	private final SingletonSupplier<List<PathPattern>> patterns;

	// Controllers are there later than filters.
	PublicOperations(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
		this.patterns = SingletonSupplier.of(() -> patterns(mapping.getObject().getHandlerMethods()));
	}

	private static List<PathPattern> patterns(Map<RequestMappingInfo, HandlerMethod> operations) {
		return operations.entrySet()
			.stream()
			.filter((operation) -> operation.getValue().hasMethodAnnotation(PublicAccess.class))
			.flatMap((operation) -> operation.getKey().getPatternsCondition().getPatterns().stream())
			.toList();
	}

	boolean contain(PathContainer path) {
		return this.patterns.obtain().stream().anyMatch((pattern) -> pattern.matches(path));
	}

}
