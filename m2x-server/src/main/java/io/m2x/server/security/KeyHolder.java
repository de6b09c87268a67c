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
 * @param row the row of the key
 * @param version the version of the key
 * @param caller what the key is for
 * @param active whether the account of the key is in use
 * @param permissions the HTTP verbs that the key allows
 * @param expiresAt when the key ends, in milliseconds since 1970, {@code null} for never
 * @param origins where the key may be used
 * @since 0.1.0
 */
public record KeyHolder(long row, long version, Caller caller, boolean active, Set<String> permissions,
		@Nullable Long expiresAt, Origins origins) {

	/** Other verbs have no operation that could be allowed. */
	private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE");

	// Return the caller, unless the key must not be used for this, now and from there.
	Caller admit(Attempt attempt, boolean presumed) {
		if (!this.active) {
			throw new ApiException(HttpStatus.FORBIDDEN, "Account Not Active",
					"The account of this API key is not active; whoever runs the server can activate it.");
		}
		String verb = attempt.method().equals(HttpMethod.HEAD) ? "GET" : attempt.method().name();
		boolean allowed = !VERBS.contains(verb) || this.permissions.contains(verb);
		if (!allowed || isExpired() || !isFromOrigin(attempt.remote())) {
			throw ApiException.forbidden();
		}
		return this.caller.with(new Credential(this.row, this.version, attempt, presumed));
	}

	private boolean isExpired() {
		return this.expiresAt != null && this.expiresAt <= System.currentTimeMillis();
	}

	private boolean isFromOrigin(@Nullable InetSocketAddress remote) {
		return this.origins.allow((remote != null) ? remote.getAddress() : null);
	}

}
