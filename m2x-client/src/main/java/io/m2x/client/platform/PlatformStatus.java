package io.m2x.client.platform;

import org.jspecify.annotations.Nullable;

/**
 * State of the components of the platform. {@code OK} means that a component works.
 *
 * @param api the state of the HTTP API, or {@code null} if the server does not send it
 * @param triggers the state of the trigger engine, or {@code null} if the server does not
 * send it
 * @since 0.1.0
 */
public record PlatformStatus(@Nullable String api, @Nullable String triggers) {

	/**
	 * Return whether the HTTP API works.
	 * @return {@code true} if its state is {@code OK}
	 */
	public boolean isApiOk() {
		return "OK".equalsIgnoreCase(this.api);
	}

}
