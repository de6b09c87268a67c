package io.m2x.spring.boot.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * A setting is missing or can't be used; tells what to write instead.
 *
 * @since 0.1.0
 */
public class M2xConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Create the exception.
	 * @param description what is wrong, without any secret
	 * @param action what to do about it
	 * @param cause the cause, or {@code null}
	 */
	public M2xConfigurationException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Return what to do about it.
	 * @return a text for the developer of the application
	 */
	public String action() {
		return this.action;
	}

}
