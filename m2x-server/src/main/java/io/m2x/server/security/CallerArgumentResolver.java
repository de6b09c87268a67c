package io.m2x.server.security;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.web.ApiRequest;

/**
 * Gives controllers the {@link Caller}, verified unless they do that themselves.
 */
@Component
final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

	private final Authenticator authenticator;

	private final Scheduler scheduler;

	CallerArgumentResolver(Authenticator authenticator, @Qualifier("m2xReceptionScheduler") Scheduler scheduler) {
		this.authenticator = authenticator;
		this.scheduler = scheduler;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Caller.class;
	}

	@Override
	public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext bindingContext,
			ServerWebExchange exchange) {
		return Mono.defer(() -> {
			ApiRequest.requireStorablePath(exchange);
			Caller caller = Caller.of(exchange);
			boolean enough = !caller.isPresumed() || parameter.hasMethodAnnotation(PresumedCaller.class);
			return enough ? Mono.just(caller)
					: Mono.<Object>fromCallable(() -> this.authenticator.renew(caller)).subscribeOn(this.scheduler);
		});
	}

}
