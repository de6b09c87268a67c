package io.m2x.server.web;

import java.io.EOFException;
import java.lang.reflect.Method;

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

import io.m2x.server.http.RequestProgress;

/**
 * Gives controllers the {@link ApiRequest}. Reads the body; the controller's thread
 * parses it later.
 */
@Component
final class ApiRequestArgumentResolver implements HandlerMethodArgumentResolver {

	/** How large a body may be to be parsed on the event loop. */
	private static final int MAX_QUICK = 4096;

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
		boolean anonymous = exchange.getAttribute(ApiRequest.KEY_ATTRIBUTE) == null;
		if (anonymous && !parameter.hasMethodAnnotation(AnonymousAccess.class)) {
			return Mono.error(ApiException.unauthorized());
		}
		Mono<byte[]> body = this.memory.read(exchange, anonymous).<byte[]>handle((content, sink) -> {
			RequestProgress progress = RequestProgress.of(request);
			if (progress == RequestProgress.MALFORMED) {
				sink.error(new ApiException(HttpStatus.BAD_REQUEST, "Bad Request",
						"The body of the request is not well-formed HTTP."));
			}
			// When the connection closes in the middle of a body, that looks like the end
			// of the body.
			else if (progress != RequestProgress.COMPLETE || content.length < request.getHeaders().getContentLength()) {
				sink.error(new EOFException("The connection was closed in the middle of the body"));
			}
			else {
				sink.next(content);
			}
		});
		return body
			.flatMap((content) -> isQuick(parameter, content) ? Mono.just(content)
					: Mono.just(content).publishOn(this.workers))
			.map((content) -> new ApiRequest(exchange, content, this.baseUrls.forRequest(request)))
			.doOnNext((created) -> ApiRequest.requireStorablePath(exchange))
			.cast(Object.class);
	}

	// An operation with a result that comes later does not block, so it needs no worker
	// unless there is much to parse.
	private static boolean isQuick(MethodParameter parameter, byte[] content) {
		Method operation = parameter.getMethod();
		return content.length <= MAX_QUICK && operation != null && operation.getReturnType() == Mono.class;
	}

}
