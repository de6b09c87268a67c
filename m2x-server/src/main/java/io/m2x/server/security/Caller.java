package io.m2x.server.security;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.ApiException;

/**
 * Who sent a request, as far as its key tells.
 *
 * @param account the account of the key, {@code null} without a key
 * @param device the one device that the key is for, {@code null} for a master key
 * @param stream the one stream that the key is for, {@code null} for no such limit
 * @param primary whether the key was made together with what it is for
 * @since 0.1.0
 */
public record Caller(@Nullable Long account, @Nullable Long device, @Nullable Long stream, boolean primary) {

	/** A caller without a key. */
	public static final Caller ANONYMOUS = new Caller(null, null, null, false);

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
