package io.m2x.server.security;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

	/** How many keys are kept in memory. */
	private static final int MAX_KNOWN = 20_000;

	private final KeyHolders holders;

	private final Cache<String, KeyHolder> known = Caffeine.newBuilder()
		.maximumSize(MAX_KNOWN)
		.executor(Runnable::run)
		.build();

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
		@Nullable Attempt attempt = attempt(request);
		return (attempt != null) ? admit(attempt) : Caller.ANONYMOUS;
	}

	// Find out the same in memory, or return null. What is remembered lets callers in; it
	// refuses nobody.
	@Nullable Caller presume(ServerHttpRequest request) {
		@Nullable Attempt attempt = attempt(request);
		@Nullable KeyHolder holder = (attempt != null) ? this.known.getIfPresent(attempt.key()) : null;
		if (attempt == null || holder == null) {
			return null;
		}
		try {
			return holder.admit(attempt, true);
		}
		catch (ApiException ex) {
			// The key may allow it by now.
			return null;
		}
	}

	/**
	 * Find out again who the caller is, because the key may have changed.
	 * @param caller the caller as the key was
	 * @return the caller as the key is
	 * @throws ApiException if the key does not allow the request any more
	 */
	public Caller renew(Caller caller) {
		@Nullable Credential credential = caller.credential();
		return (credential != null) ? admit(credential.attempt()) : caller;
	}

	private Caller admit(Attempt attempt) {
		Optional<KeyHolder> holder = this.holders.find(attempt.key());
		holder.ifPresentOrElse((found) -> this.known.put(attempt.key(), found),
				() -> this.known.invalidate(attempt.key()));
		return holder.orElseThrow(ApiException::unauthorized).admit(attempt, false);
	}

	private static @Nullable Attempt attempt(ServerHttpRequest request) {
		@Nullable String key = request.getHeaders().getFirst(AuthenticationFilter.KEY_HEADER);
		return (key != null) ? new Attempt(key, request.getMethod(), request.getRemoteAddress()) : null;
	}

}
