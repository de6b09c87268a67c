package io.m2x.server.requestlog;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.m2x.server.security.Caller;
import io.m2x.server.web.FilterOrder;

/**
 * Takes down requests for devices when their answers are ready, failures included.
 * Callers without a key of the device's account leave no trace, so that strangers can't
 * push its own requests out of the log.
 */
@Component
final class RequestLogFilter implements WebFilter, Ordered {

	private final RequestLog log;

	RequestLogFilter(RequestLog log) {
		this.log = log;
	}

	@Override
	public int getOrder() {
		return FilterOrder.REQUEST_LOG.getOrder();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		@Nullable Long account = Caller.of(exchange).account();
		if (account != null) {
			ServerHttpResponse response = exchange.getResponse();
			response.beforeCommit(() -> Mono.fromRunnable(() -> {
				@Nullable LoggedRequest request = LoggedRequest.of(account, exchange.getRequest(), response.getStatusCode());
				if (request != null) {
					this.log.add(request);
				}
			}));
		}
		return chain.filter(exchange);
	}

}
