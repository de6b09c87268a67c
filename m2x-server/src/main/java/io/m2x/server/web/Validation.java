package io.m2x.server.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a request, so that one answer names everything.
 *
 * @since 0.1.0
 */
public final class Validation {

	/** The field is required and missing or empty. */
	public static final String NOT_PRESENT = "not_present";

	/** The field is of the wrong type or outside the allowed values. */
	public static final String NOT_VALID = "not_valid";

	/** The field names something that does not exist. */
	public static final String NOT_FOUND = "not_found";

	/** The field's value is taken already. */
	public static final String NOT_UNIQUE = "not_unique";

	/** The field's value is over the maximum length. */
	public static final String TOO_LONG = "too_long";

	/** The name of a metadata field breaks the rule for its characters. */
	public static final String NAME_NOT_VALID = "name_not_valid";

	/** The name of a metadata field is over the maximum length. */
	public static final String NAME_TOO_LONG = "name_too_long";

	private final Map<String, List<String>> errors = new LinkedHashMap<>();

	private @Nullable String explanation;

	/**
	 * Note that a field breaks a rule.
	 * @param field the field's name
	 * @param code the rule's code
	 */
	public void reject(String field, String code) {
		List<String> codes = this.errors.computeIfAbsent(field, (key) -> new ArrayList<>());
		if (!codes.contains(code)) {
			codes.add(code);
		}
	}

	// Tell people what the code of a rule doesn't; it goes out with the codes.
	void explain(String text) {
		this.explanation = text;
	}

	/**
	 * Refuse the request if any field was rejected.
	 */
	public void check() {
		if (!this.errors.isEmpty()) {
			throw new ValidationException(this.errors, this.explanation);
		}
	}

	/**
	 * Refuse a request because several fields break one rule.
	 * @param fields the fields' names
	 * @param code the rule's code
	 * @return the exception to throw
	 */
	public static RuntimeException failure(Collection<String> fields, String code) {
		Map<String, List<String>> errors = new LinkedHashMap<>();
		fields.forEach((field) -> errors.put(field, List.of(code)));
		return new ValidationException(errors, null);
	}

	/**
	 * Refuse a request for one reason.
	 * @param field the field's name
	 * @param code the rule's code
	 * @return the exception to throw
	 */
	public static RuntimeException failure(String field, String code) {
		return new ValidationException(Map.of(field, List.of(code)), null);
	}

}
