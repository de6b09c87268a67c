package io.m2x.server.web;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Makes a semicolon in a path a character like any other. The framework would take what
 * follows for parameters and leave it out when it looks for a route and for the values of
 * its variables, so that a request for one thing would reach another. All that comes
 * after sees the same path.
 */
@Component
final class PlainPath implements HttpHandlerDecoratorFactory, Ordered {

	@Override
	public int getOrder() {
		return FilterOrder.PLAIN_PATH.getOrder();
	}

	@Override
	public HttpHandler apply(HttpHandler handler) {
		return (request, response) -> handler.handle(plain(request), response);
	}

	private static ServerHttpRequest plain(ServerHttpRequest request) {
		String path = request.getURI().getRawPath();
		return (path.indexOf(';') < 0) ? request : request.mutate().path(path.replace(";", "%3B")).build();
	}

}
