package io.m2x.server.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.m2x.server.http.ServerVersion;

/**
 * Sets the headers of every response, also of those outside of the API. No cache may keep
 * a response, unless its handler allows it.
 */
@Component
final class ResponseHeadersFilter implements WebFilter, Ordered {

	@Override
	public int getOrder() {
		return FilterOrder.RESPONSE_HEADERS.getOrder();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpResponse response = exchange.getResponse();
		response.beforeCommit(() -> Mono.fromRunnable(() -> apply(exchange.getRequest(), response)));
		return chain.filter(exchange);
	}

	private static void apply(ServerHttpRequest request, ServerHttpResponse response) {
		HttpStatusCode status = response.getStatusCode();
		boolean successful = status == null || status.is2xxSuccessful();
		HttpHeaders headers = response.getHeaders();
		HttpHeaders others = HttpHeaders.copyOf(headers);
		others.remove(HttpHeaders.VARY);
		// There are programs that look at the first header only.
		headers.clear();
		vary(request, status, successful, headers);
		headers.set(ServerVersion.HEADER, ServerVersion.VALUE);
		headers.putAll(others);
		headers.set("X-Content-Type-Options", "nosniff");
		if (!successful || headers.getCacheControl() == null) {
			headers.setCacheControl(CacheControl.noStore());
		}
		MediaType type = headers.getContentType();
		if (type != null && (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
				|| CsvEncoder.TYPE.equalsTypeAndSubtype(type))) {
			headers.set(HttpHeaders.CONTENT_TYPE, type.getType() + "/" + type.getSubtype() + "; charset=UTF-8");
		}
	}

	private static void vary(ServerHttpRequest request, @Nullable HttpStatusCode status, boolean successful,
			HttpHeaders headers) {
		if (status == null || status.value() != HttpStatus.NO_CONTENT.value()) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		}
		if (status == null || (successful && status.value() != HttpStatus.ACCEPTED.value())) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		}
		if (request.getHeaders().containsHeader(HttpHeaders.ORIGIN)) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		}
	}

}
