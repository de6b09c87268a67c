package io.m2x.sample.monitor;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Handles requests off the event loop until reactor/reactor-netty#4361 is fixed: a
 * response that is ready at once can make a kept-alive connection hang.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OffEventLoopFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange).subscribeOn(Schedulers.parallel());
	}

}
