package io.m2x.server.web;

import java.io.EOFException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.http.Arrival;

/**
 * Gives controllers the {@link ApiRequest}; the body is read here and parsed later, by
 * the controller's thread.
 */
@Component
final class ApiRequestArgumentResolver implements HandlerMethodArgumentResolver {

	private final BaseUrls baseUrls;

	private final BodyMemory memory;

	private final Scheduler workers;

	ApiRequestArgumentResolver(BaseUrls baseUrls, BodyMemory memory, @Qualifier("m2xScheduler") Scheduler workers) {
		this.baseUrls = baseUrls;
		this.workers = workers;
		this.memory = memory;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == ApiRequest.class;
	}

	@Override
	public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext bindingContext,
			ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		boolean keyless = exchange.getAttribute(ApiRequest.KEY_ATTRIBUTE) == null;
		if (keyless && !parameter.hasMethodAnnotation(AnonymousAccess.class)) {
			return Mono.error(ApiException.unauthorized());
		}
		return this.memory.read(exchange, keyless).<byte[]>handle((content, sink) -> {
			Arrival arrival = Arrival.of(request);
			if (arrival == Arrival.MALFORMED) {
				sink.error(new ApiException(HttpStatus.BAD_REQUEST, "Bad Request",
						"The body of the request is not well-formed HTTP."));
			}
			// What is cut off by a connection that closes looks like the end of the body.
			else if (arrival != Arrival.WHOLE || content.length < request.getHeaders().getContentLength()) {
				sink.error(new EOFException("The request was cut off in its body"));
			}
			else {
				sink.next(content);
			}
		})
			.publishOn(this.workers)
			.map((content) -> new ApiRequest(exchange, content, this.baseUrls.forRequest(request)))
			.doOnNext(ApiRequest::requireStorablePath)
			.cast(Object.class);
	}

}
