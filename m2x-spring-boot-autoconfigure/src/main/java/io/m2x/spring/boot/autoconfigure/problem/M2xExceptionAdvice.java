package io.m2x.spring.boot.autoconfigure.problem;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

import io.m2x.client.error.M2xException;

/**
 * Turns failed calls to M2X into problem details, unless the application handles them
 * itself. What the problem does not tell is logged.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class M2xExceptionAdvice {

	private static final Log logger = LogFactory.getLog(M2xExceptionAdvice.class);

	@ExceptionHandler(M2xException.class)
	ResponseEntity<ProblemDetail> handle(M2xException failure, Exception thrown) throws Exception {
		if (hasOwnStatus(thrown)) {
			// Left to those who handle it without this advice.
			throw thrown;
		}
		Problem problem = Problem.of(failure);
		if (problem.status().is5xxServerError()) {
			logger.warn("Responded with " + problem.status().value() + ": " + failure.getMessage());
		}
		return problem.toResponse();
	}

	// The application may have wrapped the failure to choose another status.
	private static boolean hasOwnStatus(Exception thrown) {
		return thrown instanceof ErrorResponse
				|| AnnotatedElementUtils.hasAnnotation(thrown.getClass(), ResponseStatus.class);
	}

}
