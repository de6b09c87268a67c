package io.m2x.spring.boot.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Exception for a missing or invalid property. It has the action that corrects it.
 *
 * @since 0.1.0
 */
public class M2xConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Create the exception.
	 * @param description what is wrong. It must not contain a secret
	 * @param action how to correct it
	 * @param cause the cause, or {@code null}
	 */
	public M2xConfigurationException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Return the action that corrects the error.
	 * @return a text for the developer of the application
	 */
	public String action() {
		return this.action;
	}

}
