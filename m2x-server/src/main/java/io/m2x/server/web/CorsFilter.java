package io.m2x.server.web;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.http.ServerVersion;

/**
 * Lets pages of any origin call the API. A key is never sent by the browser on its own,
 * so no page gains anything that it could not do elsewhere.
 */
@Component
final class CorsFilter implements WebFilter, Ordered {

	private final CorsWebFilter filter;

	private final Scheduler scheduler;

	CorsFilter(@Qualifier("m2xReceptionScheduler") Scheduler scheduler) {
		CorsConfiguration cors = new CorsConfiguration();
		cors.addAllowedOrigin(CorsConfiguration.ALL);
		cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"));
		cors.addAllowedHeader(CorsConfiguration.ALL);
		cors.setExposedHeaders(
				List.of(HttpHeaders.LOCATION, HttpHeaders.LINK, HttpHeaders.RETRY_AFTER, ServerVersion.HEADER));
		cors.setMaxAge(Duration.ofHours(1));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration(BaseUrls.PREFIX + "/**", cors);
		this.filter = new CorsWebFilter(source, new Processor());
		this.scheduler = scheduler;
	}

	@Override
	public int getOrder() {
		return FilterOrder.CORS.getOrder();
	}

	// What is answered here must not be answered on the event loop; see the filter that
	// authenticates.
	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!exchange.getRequest().getHeaders().containsHeader(HttpHeaders.ORIGIN)) {
			return chain.filter(exchange);
		}
		return Mono.defer(() -> this.filter.filter(exchange, chain)).subscribeOn(this.scheduler);
	}

	/**
	 * Refuses in the same form as the rest of the API.
	 */
	private static final class Processor extends DefaultCorsProcessor {

		@Override
		protected void rejectRequest(ServerHttpResponse response) {
			throw new ApiException(HttpStatus.FORBIDDEN, "Forbidden",
					"Pages may use the methods GET, HEAD, POST, PUT and DELETE.");
		}

	}

}
