package io.m2x.server.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets devices and proxies that know GET and POST alone say with a header which method a
 * POST stands for. Everything after this sees that method and nothing else: routes, the
 * verbs of a key, logs and metrics.
 */
@Component
final class MethodOverride implements HttpHandlerDecoratorFactory, WebFilter, Ordered {

	static final String HEADER = "X-HTTP-Method-Override";

	private static final Map<String, HttpMethod> METHODS = Stream
		.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)
		.collect(Collectors.toUnmodifiableMap(HttpMethod::name, (method) -> method));

	@Override
	public HttpHandler apply(HttpHandler handler) {
		return (request, response) -> {
			HttpMethod meant = isOverridden(request) ? meant(request) : null;
			return handler.handle((meant != null) ? new OverriddenRequest(request, meant) : request, response);
		};
	}

	// Only a POST: what is sent without a thought, by a link or a crawler, must delete
	// nothing.
	private static boolean isOverridden(ServerHttpRequest request) {
		return request.getMethod().equals(HttpMethod.POST) && request.getHeaders().containsHeader(HEADER);
	}

	private static @Nullable HttpMethod meant(ServerHttpRequest request) {
		List<String> values = request.getHeaders().getOrDefault(HEADER, List.of());
		return (values.size() == 1) ? METHODS.get(values.get(0).strip().toUpperCase(Locale.ROOT)) : null;
	}

	@Override
	public int getOrder() {
		return FilterOrder.METHOD_OVERRIDE.getOrder();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (isOverridden(exchange.getRequest()) && meant(exchange.getRequest()) == null) {
			return Mono.error(new ApiException(HttpStatus.METHOD_NOT_ALLOWED, "Method Not Allowed",
					HEADER + " can be GET, PUT or DELETE."));
		}
		return chain.filter(exchange);
	}

	/**
	 * A POST that stands for something else.
	 */
	private static final class OverriddenRequest extends ServerHttpRequestDecorator {

		private final HttpMethod method;

		OverriddenRequest(ServerHttpRequest request, HttpMethod method) {
			super(request);
			this.method = method;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

	}

}
