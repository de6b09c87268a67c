package io.m2x.sample.monitor;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;

/**
 * Turns failures of calls to M2X into problem details.
 */
@RestControllerAdvice
class M2xProblems {

	@ExceptionHandler
	ProblemDetail notFound(M2xNotFoundException ex) {
		return problem(HttpStatus.NOT_FOUND, "M2X does not know it", ex);
	}

	@ExceptionHandler
	ProblemDetail unreachable(M2xTransportException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "M2X can't be reached", ex);
	}

	@ExceptionHandler
	ProblemDetail failed(M2xException ex) {
		return problem(HttpStatus.BAD_GATEWAY, "M2X refused the call", ex);
	}

	private static ProblemDetail problem(HttpStatus status, String title, M2xException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, ex.getMessage());
		problem.setTitle(title);
		return problem;
	}

}
