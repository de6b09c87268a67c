package io.m2x.server.security;

import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.web.ApiException;
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

	private final PresumedOperations presumedOperations;

	private final Scheduler scheduler;

	AuthenticationFilter(Authenticator authenticator, PublicOperations publicOperations,
			PresumedOperations presumedOperations, @Qualifier("m2xReceptionScheduler") Scheduler scheduler) {
		this.authenticator = authenticator;
		this.publicOperations = publicOperations;
		this.presumedOperations = presumedOperations;
		this.scheduler = scheduler;
	}

	@Override
	public int getOrder() {
		return FilterOrder.AUTHENTICATION.getOrder();
	}

	// Requests change threads here, also those that need no look-up: Reactor Netty 1.3.6
	// can lose the next request of a connection after a response that was written on the
	// event loop itself. Those with a presumed caller end on another thread, except for
	// failures, which change threads here too.
	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		@Nullable Caller known = presume(exchange.getRequest());
		if (known != null) {
			return proceed(exchange, chain, known);
		}
		return Mono.fromCallable(() -> caller(exchange.getRequest()))
			.subscribeOn(this.scheduler)
			.flatMap((caller) -> proceed(exchange, chain, caller));
	}

	private Mono<Void> proceed(ServerWebExchange exchange, WebFilterChain chain, Caller caller) {
		exchange.getAttributes().put(CALLER_ATTRIBUTE, caller);
		if (caller.account() != null) {
			exchange.getAttributes().put(ApiRequest.KEY_ATTRIBUTE, true);
		}
		return chain.filter(exchange).onErrorResume((ex) -> Mono.<Void>defer(() -> {
			if (caller.isPresumed() && !isForAll(ex)) {
				verify(exchange, caller);
			}
			return Mono.error(ex);
		}).subscribeOn(this.scheduler));
	}

	// Without a handler nothing else verifies the key. Its refusal comes before all
	// others.
	private void verify(ServerWebExchange exchange, Caller caller) {
		try {
			this.authenticator.renew(caller);
		}
		catch (ApiException ex) {
			exchange.getAttributes().put(CALLER_ATTRIBUTE, Caller.ANONYMOUS);
			throw ex;
		}
	}

	// Too much work, or a database that fails, says nothing about the caller.
	private static boolean isForAll(Throwable ex) {
		return ex instanceof RejectedExecutionException || ex instanceof DataAccessException;
	}

	private @Nullable Caller presume(ServerHttpRequest request) {
		boolean possible = this.presumedOperations.mayContain(request)
				&& ApiScope.contains(request.getPath().pathWithinApplication());
		return possible ? this.authenticator.presume(request) : null;
	}

	private Caller caller(ServerHttpRequest request) {
		return isPublic(request.getPath().pathWithinApplication()) ? Caller.ANONYMOUS
				: this.authenticator.caller(request);
	}

	private boolean isPublic(PathContainer path) {
		return !ApiScope.contains(path) || this.publicOperations.contain(path);
	}

}
