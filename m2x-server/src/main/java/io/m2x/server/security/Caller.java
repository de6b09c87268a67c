package io.m2x.server.security;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import io.m2x.server.web.ApiException;

/**
 * Who sent a request, as far as its key tells.
 *
 * @param account the account of the key, {@code null} without a key
 * @param device the one device that the key is for, {@code null} for a master key
 * @param stream the one stream that the key is for, {@code null} for no such limit
 * @since 0.1.0
 */
public record Caller(@Nullable Long account, @Nullable Long device, @Nullable Long stream) {

	/** A caller without a key. */
	public static final Caller ANONYMOUS = new Caller(null, null, null);

	/**
	 * Return who sent a request.
	 * @param exchange the request and its answer
	 * @return the caller, anonymous as long as no key was looked at
	 */
	public static Caller of(ServerWebExchange exchange) {
		return exchange.getAttributeOrDefault(AuthenticationFilter.CALLER_ATTRIBUTE, ANONYMOUS);
	}

	/**
	 * Refuse everyone but the holder of a key.
	 * @return the account of the key
	 */
	public long requireKey() {
		if (this.account == null) {
			throw ApiException.unauthorized();
		}
		return this.account;
	}

	/**
	 * Refuse everyone but the holder of a master key.
	 * @return the account of the key
	 */
	public long requireMaster() {
		long owner = requireKey();
		if (this.device != null) {
			throw ApiException.forbidden();
		}
		return owner;
	}

}
