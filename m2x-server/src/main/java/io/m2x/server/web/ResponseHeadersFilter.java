package io.m2x.server.web;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.m2x.server.http.ServerVersion;

/**
 * Sets the headers that every answer of the API carries.
 */
@Order(-20)
final class ResponseHeadersFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (exchange.getRequest().getPath().pathWithinApplication().value().startsWith(BaseUrls.PREFIX)) {
			ServerHttpResponse response = exchange.getResponse();
			response.beforeCommit(() -> Mono.fromRunnable(() -> apply(exchange.getRequest(), response)));
		}
		return chain.filter(exchange);
	}

	private static void apply(ServerHttpRequest request, ServerHttpResponse response) {
		HttpStatusCode status = response.getStatusCode();
		HttpHeaders headers = response.getHeaders();
		headers.set(ServerVersion.HEADER, ServerVersion.VALUE);
		headers.remove(HttpHeaders.VARY);
		if (status == null || status.value() != HttpStatus.NO_CONTENT.value()) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		}
		if (status == null || (status.is2xxSuccessful() && status.value() != HttpStatus.ACCEPTED.value())) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		}
		if (request.getHeaders().containsHeader(HttpHeaders.ORIGIN)) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		}
		MediaType type = headers.getContentType();
		if (type != null && (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
				|| CsvEncoder.TYPE.equalsTypeAndSubtype(type))) {
			headers.set(HttpHeaders.CONTENT_TYPE, type.getType() + "/" + type.getSubtype() + "; charset=UTF-8");
		}
	}

}
