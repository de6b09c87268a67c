package io.m2x.server.security;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.ApiScope;
import io.m2x.server.web.FilterOrder;

/**
 * Turns the key of a request into its {@link Caller}. Requests without a key go on as
 * anonymous; what anonymous callers may do is for each resource to say.
 */
@Component
final class AuthenticationFilter implements WebFilter, Ordered {

	static final String KEY_HEADER = "X-M2X-KEY";

	static final String CALLER_ATTRIBUTE = Caller.class.getName();

	private final Authenticator authenticator;

	private final PublicOperations publicOperations;

	private final Scheduler scheduler;

	AuthenticationFilter(Authenticator authenticator, PublicOperations publicOperations,
			@Qualifier("m2xReceptionScheduler") Scheduler scheduler) {
		this.authenticator = authenticator;
		this.publicOperations = publicOperations;
		this.scheduler = scheduler;
	}

	@Override
	public int getOrder() {
		return FilterOrder.AUTHENTICATION.getOrder();
	}

	// Every request changes threads here, also those that need no look-up: Reactor Netty
	// 1.3.6 can lose the next request of a connection after an answer that was given on
	// the event loop itself.
	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.fromCallable(() -> caller(exchange.getRequest())).subscribeOn(this.scheduler).flatMap((caller) -> {
			exchange.getAttributes().put(CALLER_ATTRIBUTE, caller);
			if (caller.account() != null) {
				exchange.getAttributes().put(ApiRequest.KEY_ATTRIBUTE, true);
			}
			return chain.filter(exchange);
		});
	}

	private Caller caller(ServerHttpRequest request) {
		return isPublic(request.getPath().pathWithinApplication()) ? Caller.ANONYMOUS
				: this.authenticator.caller(request);
	}

	private boolean isPublic(PathContainer path) {
		return !ApiScope.contains(path) || this.publicOperations.contain(path);
	}

}
