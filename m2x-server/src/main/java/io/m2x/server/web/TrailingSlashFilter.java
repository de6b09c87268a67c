package io.m2x.server.web;

import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Treats a path of the API that ends with a slash like the same path without.
 */
@Component
final class TrailingSlashFilter implements WebFilter, Ordered {

	private final UrlHandlerFilter filter = UrlHandlerFilter.trailingSlashHandler(BaseUrls.PREFIX + "/**")
		.mutateRequest()
		.build();

	@Override
	public int getOrder() {
		return FilterOrder.TRAILING_SLASH.getOrder();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return this.filter.filter(exchange, chain);
	}

}
