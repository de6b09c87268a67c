package io.m2x.server.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import io.m2x.server.web.ApiException;

/**
 * Finds out who sent a request.
 *
 * @since 0.1.0
 */
@Component
public final class Authenticator {

	private final KeyHolders holders;

	Authenticator(KeyHolders holders) {
		this.holders = holders;
	}

	/**
	 * Find out who sent a request.
	 * @param request the request
	 * @return the caller, anonymous without a key
	 * @throws ApiException if there is a key that does not allow the request
	 */
	public Caller caller(ServerHttpRequest request) {
		@Nullable String key = request.getHeaders().getFirst(AuthenticationFilter.KEY_HEADER);
		if (key == null) {
			return Caller.ANONYMOUS;
		}
		return this.holders.find(key)
			.orElseThrow(ApiException::unauthorized)
			.admit(request.getMethod(), request.getRemoteAddress(), System.currentTimeMillis());
	}

}
