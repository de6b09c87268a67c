package io.m2x.server.security;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import io.m2x.server.web.ApiException;

/**
 * The sender of a request, as far as the key identifies it. A key of an account that
 * names neither a device nor a collection nor a distribution is a master key.
 *
 * @param account the account of the key, {@code null} without a key
 * @param device the one device that the key is for, or {@code null}
 * @param stream the one stream of the device that the key is for, {@code null} for no
 * such limit
 * @param collection the collection for whose devices, and those of the collections below
 * it, the key is, or {@code null}
 * @param distribution the distribution for whose devices the key is, or {@code null}
 * @param primary whether the key came with what it is for
 * @param credential the key, {@code null} without a key
 * @since 0.1.0
 */
public record Caller(@Nullable Long account, @Nullable Long device, @Nullable Long stream, @Nullable Long collection,
		@Nullable Long distribution, boolean primary, @Nullable Credential credential) {

	/** A caller without a key. */
	static final Caller ANONYMOUS = new Caller(null, null, null, null, null, false, null);

	/**
	 * Return whether the caller holds a master key.
	 * @return whether the key is for a whole account
	 */
	public boolean isMaster() {
		return this.account != null && this.device == null && this.collection == null && this.distribution == null;
	}

	/**
	 * Return whether the caller may do all there is with the devices within reach, see
	 * their primary keys and deal with their commands included.
	 * @return whether the key is a master key or the primary key of a device
	 */
	public boolean isMasterOrPrimary() {
		return isMaster() || (this.device != null && this.primary);
	}

	/**
	 * Create a caller as the key says, before it is admitted.
	 * @param account the account of the key
	 * @param device the one device that the key is for, or {@code null}
	 * @param stream the one stream that the key is for, or {@code null}
	 * @param collection the collection that the key is for, or {@code null}
	 * @param distribution the distribution that the key is for, or {@code null}
	 * @param primary whether the key came with what it is for
	 */
	public Caller(@Nullable Long account, @Nullable Long device, @Nullable Long stream, @Nullable Long collection,
			@Nullable Long distribution, boolean primary) {
		this(account, device, stream, collection, distribution, primary, null);
	}

	Caller with(Credential proof) {
		return new Caller(this.account, this.device, this.stream, this.collection, this.distribution, this.primary,
				proof);
	}

	/**
	 * Return whether the key was found in memory, so that it may have changed since.
	 * @return whether the key must be verified before anything is done for the caller
	 */
	public boolean isPresumed() {
		return this.credential != null && this.credential.presumed();
	}

	/**
	 * Return who sent a request.
	 * @param exchange the request and its response
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
		if (!isMaster()) {
			throw ApiException.forbidden();
		}
		return owner;
	}

}
