package io.m2x.server.security;

import java.net.InetSocketAddress;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

import io.m2x.server.web.ApiException;

/**
 * A key as it was found, with the limits that its owner set for its use.
 *
 * @param caller what the key is for
 * @param active whether the account of the key is in use
 * @param permissions the HTTP verbs that the key allows
 * @param expiresAt when the key ends, in milliseconds since 1970, {@code null} for never
 * @param origins where the key may be used
 * @since 0.1.0
 */
public record KeyHolder(Caller caller, boolean active, Set<String> permissions, @Nullable Long expiresAt,
		Origins origins) {

	/** Other verbs have no operation that could be allowed. */
	private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE");

	// Return the caller, unless the key must not be used for this, now and from there.
	Caller admit(HttpMethod method, @Nullable InetSocketAddress remote, long now) {
		if (!this.active) {
			throw new ApiException(HttpStatus.FORBIDDEN, "Account Not Active",
					"The account of this API key is not active; whoever runs the server can activate it.");
		}
		String verb = method.equals(HttpMethod.HEAD) ? "GET" : method.name();
		boolean allowed = !VERBS.contains(verb) || this.permissions.contains(verb);
		if (!allowed || isExpired(now) || !this.origins.allow((remote != null) ? remote.getAddress() : null)) {
			throw ApiException.forbidden();
		}
		return this.caller;
	}

	private boolean isExpired(long now) {
		return this.expiresAt != null && this.expiresAt <= now;
	}

}
