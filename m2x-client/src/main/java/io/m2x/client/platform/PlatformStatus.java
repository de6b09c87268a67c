package io.m2x.client.platform;

import org.jspecify.annotations.Nullable;

/**
 * State of the platform's parts; {@code OK} means that a part works.
 *
 * @param api the state of the HTTP API, or {@code null} if the server does not tell
 * @param triggers the state of the trigger engine, or {@code null} if the server does not
 * tell
 * @since 0.1.0
 */
public record PlatformStatus(@Nullable String api, @Nullable String triggers) {

	/**
	 * Return whether the HTTP API says that it works.
	 * @return {@code true} if it does
	 */
	public boolean isApiOk() {
		return "OK".equalsIgnoreCase(this.api);
	}

}
