package io.m2x.server.web;

import java.util.List;
import java.util.Map;

/**
 * A request whose fields break a rule.
 */
final class ValidationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, List<String>> errors;

	ValidationException(Map<String, List<String>> errors) {
		super("Validation Failed", null, false, false);
		this.errors = errors;
	}

	Map<String, List<String>> errors() {
		return this.errors;
	}

}
