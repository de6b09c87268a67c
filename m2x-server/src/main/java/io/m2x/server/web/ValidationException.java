package io.m2x.server.web;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Rejects a request whose fields break a rule.
 */
final class ValidationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, List<String>> errors;

	private final @Nullable String explanation;

	ValidationException(Map<String, List<String>> errors, @Nullable String explanation) {
		super("Validation Failed", null, false, false);
		this.errors = errors;
		this.explanation = explanation;
	}

	@Nullable String explanation() {
		return this.explanation;
	}

	Map<String, List<String>> errors() {
		return this.errors;
	}

}
