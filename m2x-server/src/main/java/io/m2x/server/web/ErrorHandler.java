package io.m2x.server.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectWriter;

import io.m2x.server.http.RateLimitedLog;

/**
 * Turns every failure of the API into a response in the form of the API.
 */
@Component
final class ErrorHandler implements WebExceptionHandler, Ordered {

	private final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(ErrorHandler.class));

	/** Browsers don't know this scheme, so they ask nobody for a password. */
	private static final String CHALLENGE = "ApiKey realm=\"M2X\", header=\"X-M2X-KEY\"";

	@Override
	public int getOrder() {
		return FilterOrder.ERROR_HANDLER.getOrder();
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		ServerHttpResponse response = exchange.getResponse();
		if (response.isCommitted() || !ApiScope.reportsErrors(exchange)) {
			return Mono.error(ex);
		}
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			// The HTTP layer may have responded already.
			return response.setComplete().onErrorComplete();
		}
		HttpStatusCode status = status(ex);
		if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
			report(exchange, ex);
		}
		else if (ex instanceof DataAccessResourceFailureException) {
			this.log.warn(RateLimitedLog.Kind.DATABASE_FAILURE,
					NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
		response.setStatusCode(status);
		HttpHeaders headers = response.getHeaders();
		if (ex instanceof ErrorResponse error) {
			headers.putAll(error.getHeaders());
		}
		if (status.value() == HttpStatus.UNAUTHORIZED.value()) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
		}
		if (status.value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			headers.set(HttpHeaders.RETRY_AFTER, "1");
		}
		headers.setContentType(MediaType.APPLICATION_JSON);
		ObjectWriter writer = PrettyJsonEncoder.isPretty(exchange.getRequest())
				? WireJson.MAPPER.writerWithDefaultPrettyPrinter() : WireJson.MAPPER.writer();
		byte[] body = writer.writeValueAsBytes(body(status, ex));
		headers.setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	private static HttpStatusCode status(Throwable ex) {
		if (ex instanceof ApiException exception) {
			return exception.status();
		}
		if (ex instanceof ValidationException) {
			return HttpStatus.UNPROCESSABLE_CONTENT;
		}
		if (ex instanceof DataBufferLimitException) {
			return HttpStatus.CONTENT_TOO_LARGE;
		}
		if (ex instanceof RejectedExecutionException || ex instanceof TransientDataAccessException
				|| ex instanceof DataAccessResourceFailureException) {
			return HttpStatus.SERVICE_UNAVAILABLE;
		}
		return (ex instanceof ErrorResponse error) ? error.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
	}

	private static Map<String, Object> body(HttpStatusCode status, Throwable ex) {
		Map<String, Object> body = new LinkedHashMap<>();
		if (ex instanceof ApiException exception) {
			body.put("message", String.valueOf(exception.getMessage()));
			if (exception.description() != null) {
				body.put("description", exception.description());
			}
		}
		else if (ex instanceof ValidationException invalid) {
			body.put("message", "Validation Failed");
			body.put("errors", invalid.errors());
			if (invalid.explanation() != null) {
				body.put("description", invalid.explanation());
			}
		}
		else if (status.value() == HttpStatus.NOT_FOUND.value()) {
			body.put("message", "The specified resource does not exist");
		}
		else {
			HttpStatus known = HttpStatus.resolve(status.value());
			body.put("message", (known != null) ? known.getReasonPhrase() : "Error");
		}
		return body;
	}

	// The pattern of the path is logged, not the path: keys may stand in paths.
	private void report(ServerWebExchange exchange, Throwable ex) {
		@Nullable Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		this.log.error("Request failed, reference " + UUID.randomUUID() + ": " + exchange.getRequest().getMethod() + " "
				+ pattern, ex);
	}

}
