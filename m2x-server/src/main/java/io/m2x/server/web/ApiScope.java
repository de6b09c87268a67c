package io.m2x.server.web;

import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tells the API from what else has handlers on the same port, such as an actuator or
 * pages. Those decide about their errors and formats themselves.
 *
 * @since 0.1.0
 */
public final class ApiScope {

	private static final PathPattern PATHS = PathPatternParser.defaultInstance.parse(BaseUrls.PREFIX + "/**");

	private ApiScope() {
	}

	/**
	 * Return whether a path belongs to the API.
	 * @param path the path within the application
	 * @return whether it begins with {@code /v2}, in whatever way that is written
	 */
	public static boolean contains(PathContainer path) {
		return PATHS.matches(path);
	}

	static boolean contains(ServerWebExchange exchange) {
		return contains(exchange.getRequest().getPath().pathWithinApplication());
	}

	/**
	 * Return whether the API reports the errors of a request. It does so for every path
	 * without a handler: clients that leave out {@code /v2} can read the error then.
	 * @param exchange the request and its response
	 * @return whether the path belongs to the API or nothing handles it
	 */
	static boolean reportsErrors(ServerWebExchange exchange) {
		return exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) == null || contains(exchange);
	}

}
