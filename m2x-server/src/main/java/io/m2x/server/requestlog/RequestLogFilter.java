package io.m2x.server.requestlog;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.m2x.server.security.Caller;
import io.m2x.server.web.FilterOrder;

/**
 * Logs requests for devices, failures included, when their responses are ready. Ignores
 * callers without a key of the device's account, so that they can't push its own requests
 * out of the log.
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
		if (Caller.of(exchange).account() != null) {
			exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> log(exchange)));
		}
		return chain.filter(exchange);
	}

	private void log(ServerWebExchange exchange) {
		// The key may have been refused meanwhile.
		@Nullable Long account = Caller.of(exchange).account();
		@Nullable LoggedRequest request = (account != null)
				? LoggedRequest.of(account, exchange.getRequest(), exchange.getResponse().getStatusCode()) : null;
		if (request != null) {
			this.log.add(request);
		}
	}

}
