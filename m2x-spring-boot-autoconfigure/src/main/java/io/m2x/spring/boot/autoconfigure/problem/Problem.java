package io.m2x.spring.boot.autoconfigure.problem;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

import io.m2x.client.blocking.M2xInterruptedException;
import io.m2x.client.devices.M2xStreamTypeException;
import io.m2x.client.error.M2xConflictException;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xRateLimitException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.jobs.M2xJobTimeoutException;

/**
 * What a caller of the application may know about a failed call to M2X. The words of M2X
 * are repeated where they are about what the caller asked for; all else is the
 * application's own affair.
 *
 * @param status the status of the response
 * @param detail what happened
 * @param errors validation codes by field
 * @param retryAfter how long the caller should wait, or {@code null}
 */
record Problem(HttpStatus status, String detail, Map<String, List<String>> errors, @Nullable Duration retryAfter) {

	private static final int UNAVAILABLE = 503;

	static Problem of(M2xException failure) {
		if (failure instanceof M2xNotFoundException) {
			return new Problem(HttpStatus.NOT_FOUND, words(failure, "M2X does not have what was asked for."));
		}
		if (failure instanceof M2xValidationException invalid) {
			return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, words(failure, "M2X does not accept the values."),
					invalid.errors(), null);
		}
		if (failure instanceof M2xConflictException) {
			return new Problem(HttpStatus.CONFLICT, words(failure, "M2X has a state that conflicts with the request."));
		}
		if (failure instanceof M2xStreamTypeException otherType) {
			return new Problem(HttpStatus.CONFLICT,
					"The stream '" + otherType.stream() + "' exists with another type.");
		}
		if (failure instanceof M2xRateLimitException limited) {
			// The quota is the application's, not the caller's.
			return unavailable(limited.retryAfter());
		}
		if (failure instanceof M2xServerException server && Integer.valueOf(UNAVAILABLE).equals(server.status())) {
			return unavailable(server.retryAfter());
		}
		if (failure instanceof M2xTransportException) {
			return ofTransport(failure);
		}
		if (failure instanceof M2xInterruptedException) {
			return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "The call to M2X was interrupted.");
		}
		return (failure instanceof M2xJobTimeoutException) ? late() : refused();
	}

	private Problem(HttpStatus status, String detail) {
		this(status, detail, Map.of(), null);
	}

	private static Problem unavailable(@Nullable Duration retryAfter) {
		return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "M2X is not available at the moment.", Map.of(), retryAfter);
	}

	private static Problem late() {
		return new Problem(HttpStatus.GATEWAY_TIMEOUT, "M2X did not respond in time.");
	}

	// With a status of its own, a key that M2X refuses would look like one of the caller.
	private static Problem refused() {
		return new Problem(HttpStatus.BAD_GATEWAY, "The call to M2X failed.");
	}

	private static String words(M2xException failure, String otherwise) {
		return Optional.ofNullable(failure.description())
			.or(() -> Optional.ofNullable(failure.error()))
			.orElse(otherwise);
	}

	private static Problem ofTransport(M2xException failure) {
		// A call that runs out of time fails for the reason of its last attempt.
		Optional<M2xException> last = Arrays.stream(failure.getSuppressed())
			.filter(M2xException.class::isInstance)
			.map(M2xException.class::cast)
			.findFirst();
		if (last.isPresent()) {
			return of(last.get());
		}
		if (failure.getCause() == null) {
			return refused();
		}
		for (Throwable link = failure.getCause(); link != null; link = link.getCause()) {
			if (isTimeout(link)) {
				return late();
			}
			if (link instanceof DataBufferLimitException || link instanceof InvalidMediaTypeException) {
				return refused();
			}
		}
		return unavailable(null);
	}

	// Subclasses of TimeoutException are about connections that did not become free.
	private static boolean isTimeout(Throwable link) {
		return link instanceof ReadTimeoutException || link.getClass() == TimeoutException.class
				|| (link instanceof HttpTimeoutException && !(link instanceof HttpConnectTimeoutException));
	}

	ResponseEntity<ProblemDetail> toResponse() {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(this.status, this.detail);
		if (!this.errors.isEmpty()) {
			body.setProperty("errors", this.errors);
		}
		ResponseEntity.BodyBuilder response = ResponseEntity.status(this.status);
		if (this.retryAfter != null) {
			response.header(HttpHeaders.RETRY_AFTER, String.valueOf(this.retryAfter.plusMillis(999).toSeconds()));
		}
		return response.body(body);
	}

}
